import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { makeCertificate } from "@private-http-api/emulator";
import { LAMBDA_RUNTIMES } from "@private-http-api/http-api/lambda-runtimes";
import { run } from "@private-http-api/cli-kit";
import { describeWith, progress, useDeployment } from "@private-http-api/test-support";
import { motoPython } from "../../src/moto/environment";

const setting = { account: "123456789012", region: "us-east-1" };

/** What AWS answers to each scenario of strict_scenarios/, by the id of the rule that it provokes. */
const REFUSALS: Readonly<Record<string, string>> = {
  "access-log-bucket": "InvalidConfigurationRequest",
  "access-log-resource-policy": "BadRequestException",
  "address-in-use": "InvalidIPAddress.InUse",
  "alarm-periods": "ValidationError",
  "api-mapped": "BadRequestException",
  "api-mapping-twice": "ConflictException",
  "authorizer-audiences": "BadRequestException",
  "authorizer-in-use": "ConflictException",
  "awslogs-options": "ClientException",
  "blocked-runtime": "InvalidParameterValueException",
  "bucket-name": "InvalidBucketName",
  "bucket-name-twice": "BucketAlreadyOwnedByYou",
  "bucket-not-empty": "BucketNotEmpty",
  "bucket-policy-conditions": "403",
  "bucket-policy-resource": "MalformedPolicy",
  "capacity-provider-in-use": "ResourceInUseException",
  "capacity-provider-of-cluster": "InvalidParameterException",
  "certificate-in-use": "ResourceInUseException",
  "certificate-name": "InvalidParameterException",
  "cloud-map-service-name-twice": "ServiceAlreadyExists",
  "cluster-with-services": "ClusterContainsServicesException",
  "condition-values": "ValidationError",
  "container-health-check": "ClientException",
  "container-of-load-balancer": "InvalidParameterException",
  "containers-of-task": "ClientException",
  "cors-credentials": "BadRequestException",
  "cors-methods": "BadRequestException",
  "dashboard-body": "InvalidParameterInput",
  "database-deletion-protection": "InvalidParameterCombination",
  "database-final-snapshot": "DBSnapshotAlreadyExists",
  "database-subnet-group-in-use": "InvalidDBSubnetGroupStateFault",
  "database-subnet-group-zones": "DBSubnetGroupDoesNotCoverEnoughAZs",
  "dead-letter-queue": "AWS.SimpleQueueService.NonExistentQueue",
  "default-endpoint-needs-deployment": "off without a deployment: False, with one: True",
  "deletion-protection": "OperationNotPermitted",
  "deployment-in-use": "BadRequestException",
  "domain-certificate": "BadRequestException",
  "domain-name-twice": "BadRequestException",
  "duplicate-tag-keys": "InvalidInput",
  "endpoint-addresses": "InvalidParameter",
  "endpoint-private-dns": "InvalidParameter",
  "endpoint-service-in-use": "ExistingVpcEndpointConnections",
  "endpoint-service-principals": "InvalidServiceName",
  "endpoint-service-regions": "InvalidServiceName",
  "endpoint-service-zones": "InvalidParameter",
  "endpoint-subnets-of-one-zone": "DuplicateSubnetsInSameZone",
  "endpoint-zones": "InvalidParameter",
  "environment-size": "InvalidParameterValueException",
  "ephemeral-storage": "ClientException",
  "exec-without-task-role": "InvalidParameterException",
  "fargate-cpu-and-memory": "ClientException",
  "fargate-execution-role": "ClientException",
  "fargate-network-mode": "ClientException",
  "fargate-privileges": "ClientException",
  "flow-log-twice": "FlowLogAlreadyExists",
  "function-name-twice": "ResourceConflictException",
  "function-role": "InvalidParameterValueException",
  "gateway-endpoint-twice": "RouteAlreadyExists",
  "grace-period-without-load-balancer": "InvalidParameterException",
  "hosted-zone-not-empty": "HostedZoneNotEmpty",
  "immutable-tag": "ImageTagAlreadyExistsException",
  "inline-policy-size": "LimitExceeded",
  "integration-in-use": "ConflictException",
  "integration-timeout": "BadRequestException",
  "integration-uri": "BadRequestException",
  "integrations-per-api": "ConflictException",
  "internet-gateway-mapped-addresses": "DependencyViolation",
  "internet-gateway-twice": "InvalidParameterValue",
  "key-alias": "AlreadyExistsException",
  "key-policy-lockout": "MalformedPolicyDocumentException",
  "launch-type-and-strategy": "InvalidParameterException",
  "lifecycle-policy": "InvalidParameterException",
  "listener-certificate": "ValidationError",
  "listener-protocol": "IncompatibleProtocols",
  "listener-twice": "DuplicateListener",
  "load-balancer-as-target": "ValidationError",
  "load-balancer-attributes": "ValidationError",
  "load-balancer-name": "ValidationError",
  "load-balancer-name-twice": "DuplicateLoadBalancerName",
  "load-balancer-of-endpoint-service": "ResourceInUse",
  "load-balancer-one-vpc": "InvalidConfigurationRequest",
  "load-balancer-zones": "ValidationError",
  "log-group-key": "AccessDeniedException",
  "log-group-name-aws": "InvalidParameterException",
  "log-group-twice": "ResourceAlreadyExistsException",
  "log-resource-policy-size": "LimitExceededException",
  "log-retention": "InvalidParameterException",
  "namespace-name-twice": "NamespaceAlreadyExists",
  "namespace-with-services": "ResourceInUse",
  "nat-gateway-without-internet-gateway": "Gateway.NotAttached",
  "ownership-verification-certificate": "BadRequestException",
  "permission-twice": "ResourceConflictException",
  "priority-in-use": "PriorityInUse",
  "public-bucket-policy": "AccessDenied",
  "record-twice": "InvalidChangeBatch",
  "repository-name": "InvalidParameterException",
  "repository-not-empty": "RepositoryNotEmptyException",
  "repository-twice": "RepositoryAlreadyExistsException",
  "reserved-bucket-names": "InvalidBucketName",
  "reserved-environment-variables": "InvalidParameterValueException",
  "reserved-headers": "BadRequestException",
  "resource-label": "ValidationException",
  "rest-account-role": "BadRequestException",
  "rest-authorization": "BadRequestException",
  "rest-authorizer": "BadRequestException",
  "rest-deployment-in-use": "BadRequestException",
  "rest-integration-target": "BadRequestException",
  "rest-integration-timeout": "BadRequestException",
  "rest-log-role": "BadRequestException",
  "rest-mapping-parameter": "BadRequestException",
  "rest-method-settings": "BadRequestException",
  "rest-private-policy": "BadRequestException",
  "rest-response-transfer-mode": "BadRequestException",
  "role-name": "ValidationError",
  "role-twice": "EntityAlreadyExists",
  "role-with-policies": "DeleteConflict",
  "route-authorizer": "BadRequestException",
  "route-key-twice": "ConflictException",
  "route-settings-without-route": "BadRequestException",
  "route-table-in-use": "DependencyViolation",
  "route-twice": "RouteAlreadyExists",
  "route-without-integration": "BadRequestException",
  "scalable-target-capacity": "ValidationException",
  "scalable-target-without-service": "ValidationException",
  "scaling-policy-without-target": "ValidationException",
  "schedule-expression": "ValidationException",
  "secret-and-variable-of-one-name": "ClientException",
  "secret-scheduled-for-deletion": "ResourceExistsException",
  "security-group-in-use": "DependencyViolation",
  "security-group-name": "InvalidParameterValue",
  "security-group-rule-twice": "InvalidPermission.Duplicate",
  "security-group-rules": "RulesPerSecurityGroupLimitExceeded",
  "service-linked-role": "InvalidParameterException",
  "service-scaled-above-0": "InvalidParameterException",
  "service-subnets-and-groups": "InvalidParameterException",
  "service-twice": "InvalidParameterException",
  "service-with-instances": "ResourceInUse",
  "service-with-tasks": "ResourceInUse",
  "set-security-groups-other-vpc": "InvalidConfigurationRequest",
  "set-security-groups-without-any": "InvalidConfigurationRequest",
  "set-subnets-other-vpc": "InvalidConfigurationRequest",
  "stage-twice": "ConflictException",
  "stage-variables": "BadRequestException",
  "statement-ids": "MalformedPolicyDocument",
  "stop-timeout": "ClientException",
  "strategy-without-new-deployment": "InvalidParameterException",
  "subnet-conflict": "InvalidSubnet.Conflict",
  "subnet-in-use": "DependencyViolation",
  "table-attributes": "ValidationException",
  "table-deletion-protection": "ValidationException",
  "tag-characters": "InvalidInput",
  "target-group-attributes": "InvalidConfigurationRequest",
  "target-group-in-use": "ResourceInUse",
  "target-group-name-twice": "DuplicateTargetGroupName",
  "target-group-of-two-load-balancers": "TargetGroupAssociationLimit",
  "target-group-other-vpc": "InvalidConfigurationRequest",
  "target-group-protocol": "IncompatibleProtocols",
  "target-group-without-load-balancer": "InvalidParameterException",
  "target-groups-per-load-balancer": "TooManyUniqueTargetGroupsPerLoadBalancer",
  "task-definition-size": "ClientException",
  "tasks-one-vpc": "InvalidParameterException",
  "trust-policy-size": "LimitExceeded",
  "vpc-in-use": "DependencyViolation",
  "vpc-link-in-use": "BadRequestException",
  "vpc-link-of-integration": "BadRequestException",
  "vpc-link-one-vpc": "BadRequestException",
  "vpc-link-zones": "BadRequestException",
  "vpc-range": "InvalidVpc.Range",
  "web-acl-of-stage": "WAFInvalidParameterException",
};

describeWith(["emulator"], "the strict emulator", () => {
  const deployment = useDeployment(setting);

  test("refuses, in the words of AWS, what each rule of its table is about", async () => {
    const outcomes = await provoke(deployment().project.env);
    expect(outcomes).toEqual(REFUSALS);
    const table = await rules(deployment().project.env);
    expect(table.map(({ id }) => id).sort()).toEqual(Object.keys(REFUSALS));
    expect(table.filter(({ source }) => !/^https:\/\/(?:docs\.aws\.amazon\.com|github\.com)\/./.test(source))).toEqual(
      [],
    );
  });

  test("knows the dates of Lambda's runtimes that the config knows", async () => {
    const given = Object.entries(LAMBDA_RUNTIMES).map(([runtime, { deprecated, createBlocked, updateBlocked }]) => [
      runtime,
      { deprecated, "create-block": createBlocked, "update-block": updateBlocked },
    ]);
    const print = "from strict.functions import LIFECYCLES; print(LIFECYCLES.read_text())";
    expect(JSON.parse(await python(deployment().project.env, ["-c", print]))).toMatchObject(Object.fromEntries(given));
  });
});

describeWith(["emulator"], "the lenient emulator", () => {
  const deployment = useDeployment({ ...setting, lenient: true });

  test("accepts it", async () => {
    const some = ["reserved-bucket-names", "security-group-name", "vpc-link-zones"];
    const outcomes = await provoke(deployment().project.env, some);
    expect(outcomes).toEqual(Object.fromEntries(some.map((rule) => [rule, "accepted"])));
  });
});

/** What the emulator answers to the scenarios of these rules, by the rules' ids. */
async function provoke(env: NodeJS.ProcessEnv, wanted: readonly string[] = []): Promise<Record<string, string>> {
  const folder = mkdtempSync(path.join(tmpdir(), "certificate-"));
  try {
    const { certificateFile, keyFile } = await makeCertificate(folder, { env });
    const pem = [certificateFile, keyFile].map((file) => readFileSync(file, "utf8"));
    const args = [path.join(__dirname, "strict_scenarios"), ...pem, ...wanted];
    return JSON.parse(await python(env, args)) as Record<string, string>;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function rules(env: NodeJS.ProcessEnv): Promise<{ readonly id: string; readonly source: string }[]> {
  return JSON.parse(await python(env, ["-m", "strict"])) as { id: string; source: string }[];
}

/** What a Python says that sees the emulator's modules. */
async function python(env: NodeJS.ProcessEnv, args: readonly string[]): Promise<string> {
  const options = { env, cwd: path.join(__dirname, "../../src/moto") };
  return run(await motoPython({ env, progress }), ["-B", ...args], options);
}
