import type { Json, JsonObject } from "@private-http-api/terraform-json";
import { reviewOf, type BuiltChange } from "./plan-builder";

function there(address: string, values: JsonObject): BuiltChange {
  return { address, before: values, after: values };
}

function rows(changes: readonly BuiltChange[], rest: JsonObject = {}): readonly string[] {
  return reviewOf(changes, { rest }).exposure.map(
    ({ change, what, broadens }) => `${change} ${what}${broadens ? " (broader)" : ""}`,
  );
}

function flags(on: boolean): JsonObject {
  return {
    block_public_acls: on,
    block_public_policy: on,
    ignore_public_acls: on,
    restrict_public_buckets: on,
  };
}

describe("a door that opens", () => {
  const everybody = "http://acs.amazonaws.com/groups/global/AllUsers";

  it.each<[string, JsonObject | null, JsonObject, string]>([
    [
      "aws_s3_bucket_acl.a",
      null,
      { access_control_policy: [{ grant: [{ permission: "READ", grantee: [{ uri: everybody }] }] }] },
      "bucket ACL gives READ to AllUsers",
    ],
    ["aws_s3_bucket_acl.a", { acl: "private" }, { acl: "authenticated-read" }, "bucket ACL authenticated-read"],
    [
      "aws_eks_cluster.a",
      { vpc_config: [{ endpoint_public_access: false }] },
      { vpc_config: [{ endpoint_public_access: true, public_access_cidrs: ["198.51.100.0/24"] }] },
      "Kubernetes API reachable from 198.51.100.0/24",
    ],
    [
      "aws_launch_template.a",
      { network_interfaces: [{ associate_public_ip_address: "false" }] },
      { network_interfaces: [{ associate_public_ip_address: "true" }] },
      "network_interfaces.associate_public_ip_address: public IP addresses",
    ],
    ["aws_elb.a", { internal: true }, { internal: false }, "load balancer reachable from the internet"],
    [
      "aws_ec2_managed_prefix_list_entry.a",
      null,
      { prefix_list_id: "pl-1", cidr: "0.0.0.0/0" },
      "0.0.0.0/0 in the prefix list",
    ],
    [
      "aws_network_acl.a",
      { id: "acl", ingress: [] },
      { id: "acl", ingress: [{ action: "allow", protocol: "6", from_port: 22, to_port: 22, cidr_block: "0.0.0.0/0" }] },
      "network ACL lets in protocol 6, ports 22-22 from 0.0.0.0/0",
    ],
  ])("%s: %j → %j", (address, before, after, what) => {
    expect(rows([{ address, before, after }])).toEqual([`+ ${what} (broader)`]);
    expect(reviewOf([{ address, before: after, after: before }]).verdict.broadens).toBe(false);
  });
});

describe("a guard that goes", () => {
  const block = { bucket: "b", ...flags(true) };

  it.each<[string, readonly BuiltChange[], readonly string[]]>([
    [
      "of the account",
      [{ address: "aws_s3_account_public_access_block.a", before: flags(true) }],
      ["+ no public access block for the account (broader)"],
    ],
    [
      "of a bucket that no plan knows",
      [{ address: "aws_s3_bucket_public_access_block.a", before: block }],
      ["+ no public access block for the bucket (broader)"],
    ],
    [
      "of a bucket that stays",
      [there("aws_s3_bucket.b", { id: "b" }), { address: "aws_s3_bucket_public_access_block.a", before: block }],
      ["+ no public access block for the bucket (broader)"],
    ],
    [
      "of a network ACL",
      [
        there("aws_network_acl.n", { id: "acl" }),
        {
          address: "aws_network_acl_rule.r",
          before: { network_acl_id: "acl", rule_action: "deny", protocol: "-1", cidr_block: "192.0.2.0/24" },
        },
      ],
      ["+ network ACL no longer denies everything from 192.0.2.0/24 (broader)"],
    ],
  ])("opens what it guarded: %s", (_, changes, expected) => {
    expect(rows(changes)).toEqual(expected);
  });

  it.each<[string, readonly BuiltChange[]]>([
    [
      "goes with it",
      [
        { address: "aws_s3_bucket.b", before: { id: "b" } },
        { address: "aws_s3_bucket_public_access_block.a", before: block },
      ],
    ],
    [
      "only gets another address",
      [
        { address: "aws_s3_bucket_public_access_block.a", before: block },
        { address: "aws_s3_bucket_public_access_block.b", after: block },
      ],
    ],
  ])("opens nothing where it %s", (_, changes) => {
    expect(reviewOf(changes).verdict.broadens).toBe(false);
  });
});

describe("a door that stays", () => {
  function route(values: JsonObject): JsonObject {
    return {
      route_key: "GET /x",
      authorization_type: "JWT",
      authorizer_id: "a1",
      ...values,
    };
  }
  function authorizer(issuer: string, audience: readonly string[]): JsonObject {
    return {
      id: "a1",
      jwt_configuration: [{ issuer, audience }],
    };
  }
  function tasks(...security_groups: readonly string[]): JsonObject {
    return {
      network_configuration: [{ security_groups }],
    };
  }
  function toTable(route_table_id: string): JsonObject {
    return { subnet_id: "s", route_table_id };
  }
  const login = { type: "authenticate-oidc", order: 1, authenticate_oidc: [{ issuer: "https://good" }] };
  const forward = { type: "forward", order: 2, target_group_arn: "blue" };
  function actions(...default_action: readonly JsonObject[]): JsonObject {
    return { arn: "l", port: 443, default_action };
  }

  it.each<[string, string, JsonObject, JsonObject, readonly string[]]>([
    [
      "another authorizer",
      "aws_apigatewayv2_route.r",
      route({}),
      route({ authorizer_id: "a2" }),
      ["+ accepts what passes authorizer a2 (broader)", "- accepts what passes authorizer a1"],
    ],
    [
      "no scope any more",
      "aws_apigatewayv2_route.r",
      route({ authorization_scopes: ["admin"] }),
      route({ authorization_scopes: null }),
      ["+ accepts tokens of any scope (broader)"],
    ],
    [
      "one scope more, each of which will do",
      "aws_apigatewayv2_route.r",
      route({ authorization_scopes: ["admin"] }),
      route({ authorization_scopes: ["admin", "guest"] }),
      ["+ accepts tokens with scope guest (broader)"],
    ],
    [
      "a scope where there was none",
      "aws_apigatewayv2_route.r",
      route({}),
      route({ authorization_scopes: ["admin"] }),
      ["- accepts tokens of any scope"],
    ],
    [
      "tokens of another issuer",
      "aws_apigatewayv2_authorizer.a",
      authorizer("https://good", ["x"]),
      authorizer("https://evil", ["x", "y"]),
      [
        "+ accepts tokens of issuer https://evil (broader)",
        "+ accepts tokens for audience y (broader)",
        "- accepts tokens of issuer https://good",
      ],
    ],
    [
      "requests without a login",
      "aws_lb_listener.l",
      actions(login, forward),
      actions(forward),
      ["+ accepts requests without a login (broader)"],
    ],
    [
      "another security group",
      "aws_ecs_service.s",
      tasks("sg-closed"),
      tasks("sg-open"),
      ["+ is in security group sg-open (broader)", "- is in security group sg-closed"],
    ],
    [
      "other routes, which no plan knows",
      "aws_route_table_association.r",
      toTable("rtb-private"),
      toTable("rtb-public"),
      ["+ follows the routes of rtb-public (broader)", "- follows the routes of rtb-private"],
    ],
  ])("and lets pass: %s", (_, address, before, after, expected) => {
    expect(rows([{ address, before, after }])).toEqual(expected);
  });

  it("is no wider where the other routes are known to lead to no internet gateway", () => {
    const table = there("aws_route_table.t", { id: "rtb-2", route: [] });
    const moved = { address: "aws_route_table_association.r", before: toTable("rtb-1"), after: toTable("rtb-2") };
    expect(reviewOf([table, moved]).verdict.broadens).toBe(false);
  });

  it("says nothing of what is new: its openings do", () => {
    expect(rows([{ address: "aws_apigatewayv2_route.r", after: route({}) }])).toEqual([]);
    expect(rows([{ address: "aws_ecs_service.s", after: tasks("sg-1") }])).toEqual([]);
  });
});

describe("buckets under for_each", () => {
  function configurationOf(block: JsonObject): JsonObject {
    return {
      root_module: {
        module_calls: {
          a: {
            module: {
              resources: [
                { address: "aws_s3_bucket.b", expressions: { bucket: { references: ["each.key"] } } },
                { address: "aws_s3_bucket_lifecycle_configuration.p", ...block },
              ],
            },
          },
        },
      },
    };
  }
  function made(address: string, after: JsonObject, after_unknown: Json): BuiltChange {
    return {
      address,
      after,
      after_unknown,
    };
  }

  it.each<[string, JsonObject]>([
    ["a key", { expressions: { bucket: { references: ["aws_s3_bucket.b", "each.key"] } } }],
    [
      "the buckets themselves",
      {
        expressions: { bucket: { references: ["each.value.id", "each.value"] } },
        for_each_expression: { references: ["aws_s3_bucket.b"] },
      },
    ],
  ])("have the lifecycle of the same key, also where it goes over %s", (_, block) => {
    const buckets = ["one"].map((key) => made(`module.a.aws_s3_bucket.b["${key}"]`, { bucket: key }, { id: true }));
    const kept = { ...made('module.a.aws_s3_bucket.b["two"]', { id: "two" }, {}), before: { id: "two" } };
    const rule = [{ expiration: [{ days: 1 }] }];
    const lifecycles = ["one", "two"].map((key) =>
      made(`module.a.aws_s3_bucket_lifecycle_configuration.p["${key}"]`, { rule }, { bucket: true }),
    );
    const { danger } = reviewOf([...buckets, kept, ...lifecycles], { rest: { configuration: configurationOf(block) } });
    expect(danger).toMatchObject([{ address: 'module.a.aws_s3_bucket_lifecycle_configuration.p["two"]' }]);
    expect(danger).toHaveLength(1);
  });
});
