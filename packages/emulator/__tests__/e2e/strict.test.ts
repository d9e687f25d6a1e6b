import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { makeCertificate } from "@private-http-api/emulator";
import { run } from "@private-http-api/cli-kit";
import { describeWith, progress, useDeployment } from "@private-http-api/test-support";
import { motoPython } from "../../src/moto/environment";

const setting = { account: "123456789012", region: "us-east-1" };

/** What AWS answers to each scenario of strict_scenarios.py, by the id of the rule that it provokes. */
const REFUSALS: Readonly<Record<string, string>> = {
  "access-log-resource-policy": "BadRequestException",
  "bucket-not-empty": "BucketNotEmpty",
  "bucket-policy-conditions": "403",
  "cluster-with-services": "ClusterContainsServicesException",
  "default-endpoint-needs-deployment": "off without a deployment: False, with one: True",
  "duplicate-tag-keys": "InvalidInput",
  "endpoint-zones": "InvalidParameter",
  "environment-size": "InvalidParameterValueException",
  "immutable-tag": "ImageTagAlreadyExistsException",
  "inline-policy-size": "LimitExceeded",
  "integration-in-use": "ConflictException",
  "internet-gateway-mapped-addresses": "DependencyViolation",
  "load-balancer-name": "ValidationError",
  "load-balancer-one-vpc": "InvalidConfigurationRequest",
  "log-group-name-aws": "InvalidParameterException",
  "log-resource-policy-size": "LimitExceededException",
  "namespace-with-services": "ResourceInUse",
  "ownership-verification-certificate": "BadRequestException",
  "priority-in-use": "PriorityInUse",
  "repository-not-empty": "RepositoryNotEmptyException",
  "reserved-bucket-names": "InvalidBucketName",
  "reserved-environment-variables": "InvalidParameterValueException",
  "route-key-twice": "ConflictException",
  "secret-and-variable-of-one-name": "ClientException",
  "security-group-in-use": "DependencyViolation",
  "security-group-name": "InvalidParameterValue",
  "security-group-rules": "RulesPerSecurityGroupLimitExceeded",
  "service-linked-role": "InvalidParameterException",
  "service-with-instances": "ResourceInUse",
  "set-security-groups-other-vpc": "InvalidConfigurationRequest",
  "set-subnets-other-vpc": "InvalidConfigurationRequest",
  "statement-ids": "MalformedPolicyDocument",
  "subnet-in-use": "DependencyViolation",
  "tag-characters": "InvalidInput",
  "target-group-in-use": "ResourceInUse",
  "target-group-without-load-balancer": "InvalidParameterException",
  "tasks-one-vpc": "InvalidParameterException",
  "vpc-link-in-use": "BadRequestException",
  "vpc-link-one-vpc": "BadRequestException",
  "vpc-link-zones": "BadRequestException",
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
  }, 90_000);
});

describeWith(["emulator"], "the lenient emulator", () => {
  const deployment = useDeployment({ ...setting, lenient: true });

  test("accepts it", async () => {
    const some = ["reserved-bucket-names", "security-group-name", "vpc-link-zones"];
    const outcomes = await provoke(deployment().project.env, some);
    expect(outcomes).toEqual(Object.fromEntries(some.map((rule) => [rule, "accepted"])));
  }, 90_000);
});

/** What the emulator answers to the scenarios of these rules, by the rules' ids. */
async function provoke(env: NodeJS.ProcessEnv, wanted: readonly string[] = []): Promise<Record<string, string>> {
  const folder = mkdtempSync(path.join(tmpdir(), "certificate-"));
  try {
    const { certificateFile, keyFile } = await makeCertificate(folder, { env });
    const pem = [certificateFile, keyFile].map((file) => readFileSync(file, "utf8"));
    const python = await motoPython({ env, progress });
    return JSON.parse(
      await run(python, [path.join(__dirname, "strict_scenarios.py"), ...pem, ...wanted], { env }),
    ) as Record<string, string>;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function rules(env: NodeJS.ProcessEnv): Promise<{ readonly id: string; readonly source: string }[]> {
  const options = { env, cwd: path.join(__dirname, "../../src/moto") };
  const python = await motoPython({ env, progress });
  return JSON.parse(await run(python, ["-B", "-m", "strict"], options)) as { id: string; source: string }[];
}
