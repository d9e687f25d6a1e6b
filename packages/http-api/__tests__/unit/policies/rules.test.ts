import { Apigatewayv2Route } from "@cdktf/provider-aws/lib/apigatewayv2-route";
import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import { DbInstance } from "@cdktf/provider-aws/lib/db-instance";
import { EcrRepository } from "@cdktf/provider-aws/lib/ecr-repository";
import { EcsService } from "@cdktf/provider-aws/lib/ecs-service";
import { EcsTaskDefinition } from "@cdktf/provider-aws/lib/ecs-task-definition";
import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import { IamRolePolicyAttachment } from "@cdktf/provider-aws/lib/iam-role-policy-attachment";
import { IamUserPolicyAttachment } from "@cdktf/provider-aws/lib/iam-user-policy-attachment";
import { Lb } from "@cdktf/provider-aws/lib/lb";
import { S3Bucket } from "@cdktf/provider-aws/lib/s3-bucket";
import { S3BucketServerSideEncryptionConfigurationA } from "@cdktf/provider-aws/lib/s3-bucket-server-side-encryption-configuration";
import { SecurityGroup } from "@cdktf/provider-aws/lib/security-group";
import { SecurityGroupRule } from "@cdktf/provider-aws/lib/security-group-rule";
import { SnsTopic } from "@cdktf/provider-aws/lib/sns-topic";
import { Subnet } from "@cdktf/provider-aws/lib/subnet";
import { Vpc } from "@cdktf/provider-aws/lib/vpc";
import { VpcSecurityGroupIngressRule } from "@cdktf/provider-aws/lib/vpc-security-group-ingress-rule";
import type { TerraformStack } from "cdktf";
import type { PolicyRule } from "../../../src/policies/policy-rule";
import { RULE_NAMES } from "../../../src/policies/rule-names";
import { RULES } from "../../../src/policies/rules";
import { guardedStack, linesOf } from "@private-http-api/test-support";

function rule(name: string): PolicyRule {
  const found = RULES.find((candidate) => candidate.name === name);
  if (!found) throw new Error(`no rule ${name}`);
  return found;
}
/** What a rule says of a stack with something in it, without the remedy. */
function said(name: string, fill: (stack: TerraformStack) => void, tags?: object) {
  return linesOf(guardedStack(fill, { rules: [rule(name)], ...(tags ? { tags } : {}) })).map((line) =>
    line.replace(`; ${rule(name).remedy}`, ""),
  );
}

const ingress = { securityGroupId: "sg-1", ipProtocol: "tcp", fromPort: 80, toPort: 80 };
function statement(text: object) {
  return JSON.stringify({ Version: "2012-10-17", Statement: text });
}
function container(image: string) {
  return JSON.stringify([{ name: "app", image }]);
}

const broken: [string, (stack: TerraformStack) => void, string[]][] = [
  [
    "no-open-ingress",
    (stack) => {
      new VpcSecurityGroupIngressRule(stack, "four", { ...ingress, cidrIpv4: "0.0.0.0/0" });
      new VpcSecurityGroupIngressRule(stack, "six", { ...ingress, cidrIpv6: "::/0" });
      new SecurityGroupRule(stack, "old", {
        type: "ingress",
        securityGroupId: "sg-1",
        protocol: "tcp",
        fromPort: 22,
        toPort: 22,
        cidrBlocks: ["10.0.0.0/8", "0.0.0.0/0"],
      });
      new SecurityGroup(stack, "inline", {
        ingress: [{ protocol: "tcp", fromPort: 22, toPort: 22, ipv6CidrBlocks: ["::/0"] }],
      });
    },
    [
      "sample/four: no-open-ingress: allows 0.0.0.0/0",
      "sample/six: no-open-ingress: allows ::/0",
      "sample/old: no-open-ingress: allows 0.0.0.0/0",
      "sample/inline: no-open-ingress: allows ::/0",
    ],
  ],
  [
    "no-public-ip",
    (stack) => {
      new Subnet(stack, "subnet", { vpcId: "vpc-1", mapPublicIpOnLaunch: true });
      new Lb(stack, "balancer", { loadBalancerType: "application" });
      new EcsService(stack, "service", {
        name: "app",
        networkConfiguration: { subnets: ["subnet-1"], assignPublicIp: true },
      });
      new DbInstance(stack, "database", { instanceClass: "db.t4g.micro", publiclyAccessible: true });
    },
    [
      "sample/subnet: no-public-ip: assigns public addresses (map_public_ip_on_launch)",
      "sample/balancer: no-public-ip: faces the internet (internal)",
      "sample/service: no-public-ip: assigns public addresses to its tasks (assign_public_ip)",
      "sample/database: no-public-ip: has a public address (publicly_accessible)",
    ],
  ],
  [
    "no-wildcard-permissions",
    (stack) => {
      new IamRolePolicy(stack, "all", {
        role: "r",
        policy: statement({ Effect: "Allow", Action: "*", Resource: "*" }),
      });
      new IamRolePolicy(stack, "some", {
        role: "r",
        policy: statement([
          { Effect: "Allow", Action: ["s3:GetObject", "ecr:*"], Resource: ["arn:aws:s3:::b/*", "*"] },
        ]),
      });
      new IamRole(stack, "inverse", {
        assumeRolePolicy: "{}",
        inlinePolicy: [{ name: "p", policy: statement({ Effect: "Allow", NotAction: "iam:*", Resource: "*" }) }],
      });
    },
    [
      "sample/all: no-wildcard-permissions: allows * on every resource",
      "sample/some: no-wildcard-permissions: allows ecr:* on every resource",
      "sample/inverse: no-wildcard-permissions: allows everything but iam:* on every resource",
    ],
  ],
  [
    "log-retention",
    (stack) => {
      new CloudwatchLogGroup(stack, "unset", {});
      new CloudwatchLogGroup(stack, "zero", { retentionInDays: 0 });
    },
    [
      "sample/unset: log-retention: keeps its events forever (retention_in_days)",
      "sample/zero: log-retention: keeps its events forever (retention_in_days)",
    ],
  ],
  [
    "encryption-at-rest",
    (stack) => {
      new S3Bucket(stack, "bucket", {});
      new EcrRepository(stack, "repository", { name: "r", imageTagMutability: "IMMUTABLE" });
      new SnsTopic(stack, "topic", {});
      new DbInstance(stack, "database", { instanceClass: "db.t4g.micro" });
    },
    ["bucket", "repository", "topic", "database"].map(
      (id) => `sample/${id}: encryption-at-rest: has no encryption configured`,
    ),
  ],
  [
    "pinned-images",
    (stack) => {
      new EcsTaskDefinition(stack, "latest", {
        family: "f",
        containerDefinitions: container("example.com/app:latest"),
      });
      new EcsTaskDefinition(stack, "bare", { family: "f", containerDefinitions: container("example.com:5000/app") });
      new EcrRepository(stack, "repository", { name: "r" });
    },
    [
      "sample/latest: pinned-images: runs example.com/app:latest, which can move",
      "sample/bare: pinned-images: runs example.com:5000/app, which can move",
      "sample/repository: pinned-images: lets tags move (image_tag_mutability)",
    ],
  ],
  [
    "route-authorization",
    (stack) => {
      new Apigatewayv2Route(stack, "silent", { apiId: "a", routeKey: "GET /" });
      new Apigatewayv2Route(stack, "jwt", { apiId: "a", routeKey: "GET /", authorizationType: "JWT" });
    },
    [
      "sample/silent: route-authorization: does not say who may call it (authorization_type)",
      "sample/jwt: route-authorization: has no authorizer (authorizer_id) for JWT",
    ],
  ],
];

const kept: [string, (stack: TerraformStack) => void][] = [
  [
    "no-open-ingress",
    (stack) => {
      new VpcSecurityGroupIngressRule(stack, "group", { ...ingress, referencedSecurityGroupId: "sg-2" });
      new VpcSecurityGroupIngressRule(stack, "range", { ...ingress, cidrIpv4: "10.0.0.0/16" });
      new SecurityGroupRule(stack, "out", {
        type: "egress",
        securityGroupId: "sg-1",
        protocol: "-1",
        fromPort: 0,
        toPort: 0,
        cidrBlocks: ["0.0.0.0/0"],
      });
    },
  ],
  [
    "no-public-ip",
    (stack) => {
      new Subnet(stack, "subnet", { vpcId: "vpc-1" });
      new Lb(stack, "balancer", { internal: true });
      new EcsService(stack, "service", { name: "app", networkConfiguration: { subnets: ["subnet-1"] } });
    },
  ],
  [
    "no-wildcard-permissions",
    (stack) => {
      new IamRolePolicy(stack, "named", {
        role: "r",
        policy: statement([
          { Effect: "Allow", Action: "ecr:GetAuthorizationToken", Resource: "*" },
          { Effect: "Allow", Action: "s3:*", Resource: "arn:aws:s3:::bucket/*" },
          { Effect: "Deny", Action: "*", Resource: "*" },
        ]),
      });
    },
  ],
  ["log-retention", (stack) => new CloudwatchLogGroup(stack, "kept", { retentionInDays: 14 })],
  [
    "encryption-at-rest",
    (stack) => {
      const bucket = new S3Bucket(stack, "bucket", {});
      new S3BucketServerSideEncryptionConfigurationA(stack, "encryption", {
        bucket: bucket.id,
        rule: [{ applyServerSideEncryptionByDefault: { sseAlgorithm: "AES256" } }],
      });
      new EcrRepository(stack, "repository", { name: "r", encryptionConfiguration: [{ encryptionType: "KMS" }] });
      new SnsTopic(stack, "topic", { kmsMasterKeyId: "alias/aws/sns" });
    },
  ],
  [
    "pinned-images",
    (stack) => {
      const repository = new EcrRepository(stack, "repository", { name: "r", imageTagMutability: "IMMUTABLE" });
      for (const [id, image] of Object.entries({
        digest: `example.com/app@sha256:${"0".repeat(64)}`,
        tag: "example.com:5000/app:1.2.3",
        reference: `${repository.repositoryUrl}@${repository.registryId}`,
      })) {
        new EcsTaskDefinition(stack, id, { family: "f", containerDefinitions: container(image) });
      }
    },
  ],
  [
    "route-authorization",
    (stack) => {
      new Apigatewayv2Route(stack, "open", { apiId: "a", routeKey: "GET /", authorizationType: "NONE" });
      new Apigatewayv2Route(stack, "jwt", {
        apiId: "a",
        routeKey: "GET /",
        authorizationType: "JWT",
        authorizerId: "x",
      });
    },
  ],
];

test.each(broken)("%s is broken by each of these", (name, fill, lines) => {
  expect(said(name, fill)).toEqual(lines);
});

test.each(kept)("%s is kept by these", (name, fill) => {
  expect(said(name, fill)).toEqual([]);
});

describe("tagged-resources", () => {
  function vpc(stack: TerraformStack) {
    return new Vpc(stack, "vpc", { tags: { Stack: "sample" } });
  }

  test("counts the provider's default tags and the resource's own", () => {
    expect(said("tagged-resources", vpc, { Application: "shop", Environment: "dev" })).toEqual([]);
  });

  test("is broken by a resource that has neither, and by a service whose tasks have none", () => {
    function fill(stack: TerraformStack) {
      vpc(stack);
      new EcsService(stack, "service", { name: "app", tags: { Application: "a", Environment: "b", Stack: "c" } });
    }
    expect(said("tagged-resources", fill, { Application: "shop" })).toEqual([
      "sample/vpc: tagged-resources: has no tag Environment",
      "sample/service: tagged-resources: leaves its tasks without tags (propagate_tags)",
    ]);
  });

  test("leaves alone what takes no tags", () => {
    function route(stack: TerraformStack) {
      return new Apigatewayv2Route(stack, "route", { apiId: "a", routeKey: "GET /" });
    }
    expect(said("tagged-resources", route)).toEqual([]);
  });
});

test("an override is judged as it will be written", () => {
  function fill(stack: TerraformStack) {
    new Lb(stack, "balancer", { internal: true }).addOverride("internal", false);
  }
  expect(said("no-public-ip", fill)).toEqual(["sample/balancer: no-public-ip: faces the internet (internal)"]);
});

describe("no-open-ingress", () => {
  function admitted(range: object) {
    return said("no-open-ingress", (stack) => new VpcSecurityGroupIngressRule(stack, "rule", { ...ingress, ...range }));
  }

  test.each(["0.0.0.0/1", "128.0.0.0/1", "10.0.0.0/7"])("counts %s, which is public and wider than /8", (cidrIpv4) => {
    expect(admitted({ cidrIpv4 })).toEqual([`sample/rule: no-open-ingress: allows ${cidrIpv4}`]);
  });

  test.each(["::/1", "2000::/3", "2600::/12"])("counts %s, which is public and wider than /16", (cidrIpv6) => {
    expect(admitted({ cidrIpv6 })).toEqual([`sample/rule: no-open-ingress: allows ${cidrIpv6}`]);
  });

  test.each([
    { cidrIpv4: "10.0.0.0/8" },
    { cidrIpv4: "203.0.113.0/24" },
    { cidrIpv6: "fc00::/7" },
    { cidrIpv6: "2001:db8::/32" },
    { cidrIpv4: "${var.cidr}" },
  ])("takes %j", (range) => {
    expect(admitted(range)).toEqual([]);
  });
});

describe("no-wildcard-permissions", () => {
  function allowed(text: object) {
    return said("no-wildcard-permissions", (stack) => {
      new IamRolePolicy(stack, "policy", { role: "r", policy: statement({ Effect: "Allow", ...text }) });
    });
  }

  test.each([
    ["s3:*", "arn:aws:s3:::*"],
    ["s3:*", "arn:aws:s3:::*/*"],
    ["iam:*", "arn:aws:iam::*:*"],
    ["iam:*", "arn:aws:iam::111111111111:*"],
    ["sqs:*", "arn:*:sqs:*:*:*"],
    ["*", "arn:aws:*:*:*:*"],
    ["s3:*", "arn:aws:s3:*"],
    ["s3:Get*", "arn:${data.aws_partition.here.partition}:s3:::*"],
  ])("counts %s on %s", (Action, Resource) => {
    expect(allowed({ Action, Resource })).toEqual([
      `sample/policy: no-wildcard-permissions: allows ${Action} on every resource`,
    ]);
  });

  test.each([
    ["s3:*", "arn:aws:s3:::bucket/*"],
    ["s3:*", "arn:aws:s3:::bucket*"],
    ["s3:*", "${aws_s3_bucket.b.arn}/*"],
    ["s3:*", "arn:aws:s3:::${aws_s3_bucket.b.id}/*"],
    ["iam:*", "arn:aws:iam::*:role/app-*"],
    ["s3:GetObject", "arn:aws:s3:::*"],
  ])("takes %s on %s", (Action, Resource) => {
    expect(allowed({ Action, Resource })).toEqual([]);
  });

  test.each([
    "arn:aws:iam::aws:policy/AdministratorAccess",
    "arn:aws-cn:iam::aws:policy/PowerUserAccess",
    "arn:aws:iam::aws:policy/AmazonS3FullAccess",
  ])("counts AWS's %s, however it is attached", (policyArn) => {
    const name = policyArn.split("/")[1] ?? "";
    function fill(stack: TerraformStack) {
      new IamRolePolicyAttachment(stack, "role", { role: "r", policyArn });
      new IamUserPolicyAttachment(stack, "user", { user: "u", policyArn });
      new IamRole(stack, "list", { assumeRolePolicy: "{}", managedPolicyArns: [policyArn] });
    }
    expect(said("no-wildcard-permissions", fill)).toEqual(
      ["role", "user", "list"].map((id) => `sample/${id}: no-wildcard-permissions: attaches AWS's ${name}`),
    );
  });

  test("takes other policies, whatever their owner calls them", () => {
    function fill(stack: TerraformStack) {
      function attach(id: string, policyArn: string) {
        new IamRolePolicyAttachment(stack, id, { role: "r", policyArn });
      }
      attach("narrow", "arn:aws:iam::aws:policy/service-role/AmazonECSTaskExecutionRolePolicy");
      attach("own", "arn:aws:iam::111111111111:policy/QueueFullAccess");
      attach("made", "${aws_iam_policy.made.arn}");
    }
    expect(said("no-wildcard-permissions", fill)).toEqual([]);
  });
});

test("every rule has a name that a config can write, something that breaks it and something that keeps it", () => {
  expect(RULES.map(({ name }) => name)).toEqual(RULE_NAMES);
  for (const table of [broken, kept]) {
    expect([...table.map(([name]) => name), "tagged-resources"].sort()).toEqual([...RULE_NAMES].sort());
  }
});
