import { networkChanges } from "../src/analysis/network";
import type { JsonObject } from "@private-http-api/terraform-json";
import { reviewOf, sidesOfChanges, type BuiltChange } from "./plan-builder";

const group: BuiltChange = {
  address: "aws_security_group.web",
  before: { id: "sg-1", name: "web" },
  after: { id: "sg-1", name: "web" },
};
const client: BuiltChange = { address: "aws_security_group.client", before: { id: "sg-2" }, after: { id: "sg-2" } };

function ingress(values: JsonObject): JsonObject {
  return {
    security_group_id: "sg-1",
    ip_protocol: "tcp",
    from_port: 443,
    to_port: 443,
    ...values,
  };
}

function rule(before: JsonObject | null, after: JsonObject | null, name = "a"): BuiltChange {
  return {
    address: `aws_vpc_security_group_ingress_rule.${name}`,
    before: before && ingress(before),
    after: after && ingress(after),
  };
}

function lines(changes: readonly BuiltChange[]): readonly string[] {
  return reviewOf([group, client, ...changes]).network.map(
    ({ change, group: name, direction, protocol, ports, peer, broadens }) =>
      `${change} ${name} ${direction} ${protocol} ${ports} ${peer}${broadens ? " broader" : ""}`,
  );
}

describe("security group changes", () => {
  it("names peers, and calls more of them broader", () => {
    expect(lines([rule(null, { referenced_security_group_id: "sg-2" })])).toEqual([
      "+ web ingress tcp 443 client broader",
    ]);
    expect(lines([rule({ cidr_ipv4: "10.0.0.0/8" }, { cidr_ipv4: "0.0.0.0/0" })])).toEqual([
      "- web ingress tcp 443 10.0.0.0/8",
      "+ web ingress tcp 443 0.0.0.0/0 broader",
    ]);
  });

  it("does not call a narrower rule broader", () => {
    expect(lines([rule({ cidr_ipv4: "10.0.0.0/8" }, { cidr_ipv4: "10.1.0.0/16" })])).toEqual([
      "- web ingress tcp 443 10.0.0.0/8",
      "+ web ingress tcp 443 10.1.0.0/16",
    ]);
    const wide = { cidr_ipv4: "10.0.0.0/8", ip_protocol: "-1", from_port: -1, to_port: -1 };
    expect(lines([rule(wide, { cidr_ipv4: "10.0.0.0/8", from_port: 80, to_port: 90 })])).toContain(
      "+ web ingress tcp 80-90 10.0.0.0/8",
    );
  });

  it("sees no change when a rule moves from the group's block to a resource of its own", () => {
    const block = {
      from_port: 443,
      to_port: 443,
      protocol: "6",
      cidr_blocks: ["10.0.0.0/8"],
      security_groups: [],
      self: false,
    };
    const moved = [
      { ...group, before: { id: "sg-1", ingress: [block] }, after: { id: "sg-1", ingress: [] } },
      {
        address: "aws_security_group_rule.a",
        after: {
          type: "ingress",
          security_group_id: "sg-1",
          from_port: 443,
          to_port: 443,
          protocol: "tcp",
          cidr_blocks: ["10.0.0.0/8"],
        },
      },
    ];
    expect(reviewOf(moved).network).toEqual([]);
  });

  it("tells the rule that goes although the group's own attribute still shows it", () => {
    const shown = {
      id: "sg-1",
      ingress: [{ from_port: 443, to_port: 443, protocol: "tcp", cidr_blocks: ["10.0.0.0/8"] }],
    };
    const review = reviewOf([{ ...group, before: shown, after: shown }, rule({ cidr_ipv4: "10.0.0.0/8" }, null)]);
    expect(review.network.map(({ change, peer }) => `${change} ${peer}`)).toEqual(["- 10.0.0.0/8"]);
  });
});

describe("security groups of the same name", () => {
  const groups = ["web", "db"].map((module): BuiltChange => {
    const values = { id: `sg-${module}` };
    return { address: `module.${module}.aws_security_group.this[0]`, before: values, after: values };
  });
  const open = { type: "ingress", protocol: "tcp", from_port: 22, to_port: 22, cidr_blocks: ["0.0.0.0/0"] };
  function ofModule(module: string): JsonObject {
    return { ...open, security_group_id: `sg-${module}` };
  }

  it("are told apart in different modules, and called by them", () => {
    const { network } = reviewOf([
      ...groups,
      { address: "module.web.aws_security_group_rule.in[0]", before: ofModule("web"), after: ofModule("web") },
      { address: "module.db.aws_security_group_rule.in[0]", after: ofModule("db") },
    ]);
    expect(network).toMatchObject([{ change: "+", group: "module.db.this[0]", peer: "0.0.0.0/0", broadens: true }]);
  });
});

describe("rules that only the apply will tell", () => {
  it("have an unknown peer where a dynamic block makes them", () => {
    const block = { from_port: 22, to_port: 22, protocol: "tcp", security_groups: [], self: false };
    const configuration = {
      root_module: {
        resources: [{ address: "aws_security_group.web", expressions: { name: { constant_value: "web" } } }],
      },
    };
    const made: BuiltChange = {
      address: "aws_security_group.web",
      after: { name: "web", ingress: [block] },
      after_unknown: { id: true, egress: true, ingress: [{ cidr_blocks: true, security_groups: [] }] },
    };
    const { network } = reviewOf([made], { rest: { configuration } });
    expect(network).toMatchObject([
      { change: "+", direction: "ingress", ports: "22", peer: "(known after apply)", broadens: true },
    ]);
  });

  it("take no constant of another block for an unknown peer", () => {
    const expressions = {
      ingress: [{ from_port: { constant_value: 22 }, cidr_blocks: { constant_value: ["10.0.0.0/8"] } }],
    };
    const configuration = { root_module: { resources: [{ address: "aws_security_group.web", expressions }] } };
    const made: BuiltChange = {
      address: "aws_security_group.web",
      after: { ingress: [{ from_port: 80, to_port: 80, protocol: "tcp" }] },
      after_unknown: { ingress: [{ cidr_blocks: true }] },
    };
    expect(reviewOf([made], { rest: { configuration } }).network).toMatchObject([{ peer: "(known after apply)" }]);
  });

  it("have unknown ports, which are not called all", () => {
    const unknown = { ...rule({ cidr_ipv4: "10.0.0.0/8" }, {}), after_unknown: { from_port: true, to_port: true } };
    const after = { security_group_id: "sg-1", ip_protocol: "tcp", cidr_ipv4: "10.0.0.0/8" };
    expect(lines([{ ...unknown, after }])).toEqual([
      "- web ingress tcp 443 10.0.0.0/8",
      "+ web ingress tcp (known after apply) 10.0.0.0/8 broader",
    ]);
  });
});

it("takes the numbers of an ICMP rule for a type and a code, not for ports", () => {
  function icmp(from_port: number, to_port: number): JsonObject {
    return {
      cidr_ipv4: "10.0.0.0/8",
      ip_protocol: "icmp",
      from_port,
      to_port,
    };
  }
  expect(lines([rule(icmp(0, 8), icmp(3, 4))])).toContain("+ web ingress icmp 3-4 10.0.0.0/8 broader");
  expect(lines([rule(icmp(3, -1), icmp(3, 4))])).toContain("+ web ingress icmp 3-4 10.0.0.0/8");
});

it("takes time in proportion to the changed rules of one group", () => {
  function changed(count: number) {
    return sidesOfChanges(
      Array.from({ length: count }, (_, port) =>
        rule(
          { cidr_ipv4: "10.0.0.0/8", from_port: port, to_port: port },
          { cidr_ipv4: "10.0.0.0/7", from_port: port, to_port: port },
          `r${port}`,
        ),
      ),
    );
  }
  // CPU time, which a busy machine does not stretch; the first run compiles.
  function microseconds(count: number) {
    const sides = changed(count);
    const start = process.cpuUsage();
    expect(networkChanges(sides)).toHaveLength(2 * count);
    const { user, system } = process.cpuUsage(start);
    return user + system;
  }
  microseconds(2_000);
  expect(microseconds(20_000)).toBeLessThan(40 * microseconds(2_000));
});

describe("data sources", () => {
  it("are nobody's change: they only read", () => {
    const read = { address: "data.aws_lb.a", actions: ["read"], after: { name: "a" }, after_unknown: { arn: true } };
    const { exposure, network, cost } = reviewOf([read, { ...read, address: "data.aws_s3_bucket.a" }]);
    expect({ exposure, network, lines: cost.lines }).toEqual({ exposure: [], network: [], lines: [] });
  });

  it("still say what a value names", () => {
    const source = { address: "data.aws_security_group.office", before: { id: "sg-9" }, after: { id: "sg-9" } };
    expect(lines([source, rule(null, { referenced_security_group_id: "sg-9" })])).toEqual([
      "+ web ingress tcp 443 office broader",
    ]);
  });
});

describe("exposure changes", () => {
  it.each<[string, BuiltChange, string]>([
    [
      "tasks get public IPs",
      {
        address: "aws_ecs_service.a",
        before: { network_configuration: [{ assign_public_ip: false }] },
        after: { network_configuration: [{ assign_public_ip: true }] },
      },
      "+ network_configuration.assign_public_ip: public IP addresses",
    ],
    [
      "a route loses its authorization",
      {
        address: "aws_apigatewayv2_route.a",
        before: { route_key: "GET /x", authorization_type: "JWT" },
        after: { route_key: "GET /x", authorization_type: "NONE" },
      },
      "+ GET /x without authorization",
    ],
    [
      "a public access block is opened",
      {
        address: "aws_s3_bucket_public_access_block.a",
        before: {
          block_public_acls: true,
          block_public_policy: true,
          ignore_public_acls: true,
          restrict_public_buckets: true,
        },
        after: {
          block_public_acls: true,
          block_public_policy: false,
          ignore_public_acls: true,
          restrict_public_buckets: true,
        },
      },
      "+ public access: block_public_policy is off",
    ],
    [
      "a load balancer turns public",
      { address: "aws_lb.a", before: { internal: true }, after: { internal: false } },
      "+ load balancer reachable from the internet",
    ],
    [
      "a way to the internet",
      { address: "aws_route.a", after: { destination_cidr_block: "0.0.0.0/0", gateway_id: "igw-1" } },
      "+ route 0.0.0.0/0 to an internet gateway",
    ],
  ])("%s", (_, change, line) => {
    const { exposure, verdict } = reviewOf([change]);
    expect(exposure.map((entry) => `${entry.change} ${entry.what}`)).toEqual([line]);
    expect(verdict).toMatchObject({ broadens: true, needsApproval: true });
  });

  it("does not ask when a door closes", () => {
    const closing = { address: "aws_lb.a", before: { internal: false }, after: { internal: true } };
    expect(reviewOf([closing]).verdict).toMatchObject({ broadens: false, needsApproval: false });
  });
});
