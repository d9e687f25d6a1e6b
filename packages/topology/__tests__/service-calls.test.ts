import { configOf, service, synthOutput, SynthesizedApp, topologyOf } from "@private-http-api/test-support";
import { readSynthesized } from "@private-http-api/terraform-json";
import { readTopology } from "../src/index";

/** What services call: who, by which variable, whom, and what stands in the way. */
function callsOf(services: Record<string, unknown>) {
  return (topologyOf(configOf(services)).calls ?? []).map(({ from, variable, hostname, port, to, obstacle }) => ({
    call: `${from.name} ${variable} ${hostname}:${String(port)} ${to.name}`,
    obstacle,
  }));
}

test("calls are found by DNS name and port, also of a service without a path, and in a cycle", () => {
  const image = { uri: "registry.example.com/team/app:1.0.0" };
  expect(
    callsOf({
      books: service("/b", { calls: ["prices", "authors"] }),
      authors: service("/a", { calls: ["books"] }),
      prices: { image, port: 3000 },
    }),
  ).toEqual([
    { call: "authors BOOKS_URL books.shop-dev.local:8080 books", obstacle: undefined },
    { call: "books AUTHORS_URL authors.shop-dev.local:8080 authors", obstacle: undefined },
    { call: "books PRICES_URL prices.shop-dev.local:3000 prices", obstacle: undefined },
  ]);
});

describe("an address that a variable has without the call", () => {
  function obstacleOf(address: string) {
    const environment = { OTHER: address };
    return callsOf({ books: service("/b", { environment }), authors: service("/a") });
  }

  test("is closed by the security groups", () => {
    expect(obstacleOf("http://authors.shop-dev.local:8080/api")).toEqual([
      {
        call: "books OTHER authors.shop-dev.local:8080 authors",
        obstacle:
          "no security group rule lets it reach port 8080 of authors.shop-dev.local, so that connections time out on AWS",
      },
    ]);
  });

  test("without the container's port leads to one that nothing listens on", () => {
    expect(obstacleOf("http://authors.shop-dev.local")[0]?.obstacle).toBe(
      "the tasks of authors.shop-dev.local listen on 8080, so that connections to port 80 are refused",
    );
  });

  test.each(["http://authors.example.com:8080", "authors.shop-dev.localhost:8080", "authors.shop-dev.local"])(
    "%s is none of a service",
    (address) => {
      expect(obstacleOf(address)).toEqual([]);
    },
  );
});

/** The stacks of a caller without the pair of rules, and other Terraform that opens the port, or does not. */
function withRules(change: (resource: Record<string, Record<string, Record<string, unknown>>>) => void) {
  const app = new SynthesizedApp(
    configOf({
      books: service("/b", { environment: { OTHER: "http://authors.shop-dev.local:8080" } }),
      authors: service("/a"),
    }),
  );
  const stacks = Object.fromEntries(app.ids.map((id) => [id, JSON.parse(app.text(id)) as { resource: never }]));
  change(stacks["dev-fargate-vpc-link"]?.resource as never);
  const outdir = synthOutput(stacks);
  return readTopology(readSynthesized(outdir, "dev"), outdir).calls?.map(({ obstacle }) => obstacle);
}

const BOOKS = "${aws_security_group.books.id}";
const AUTHORS = "${aws_security_group.authors.id}";

test.each<[string, string, Record<string, unknown>, boolean]>([
  [
    "a rule of its own",
    "aws_vpc_security_group_ingress_rule",
    { ip_protocol: "tcp", from_port: 8000, to_port: 9000, referenced_security_group_id: BOOKS },
    true,
  ],
  [
    "a range of addresses",
    "aws_vpc_security_group_ingress_rule",
    { ip_protocol: "-1", cidr_ipv4: "10.0.0.0/16" },
    true,
  ],
  [
    "another port",
    "aws_vpc_security_group_ingress_rule",
    { ip_protocol: "tcp", from_port: 80, to_port: 80, referenced_security_group_id: BOOKS },
    false,
  ],
  [
    "another protocol",
    "aws_vpc_security_group_ingress_rule",
    { ip_protocol: "udp", from_port: 8080, to_port: 8080, referenced_security_group_id: BOOKS },
    false,
  ],
  [
    "another group",
    "aws_vpc_security_group_ingress_rule",
    { ip_protocol: "-1", referenced_security_group_id: AUTHORS },
    false,
  ],
  [
    "a rule in the old form",
    "aws_security_group_rule",
    { type: "ingress", protocol: "tcp", from_port: 8080, to_port: 8080, source_security_group_id: BOOKS },
    true,
  ],
  [
    "the other direction",
    "aws_security_group_rule",
    { type: "egress", protocol: "tcp", from_port: 8080, to_port: 8080, source_security_group_id: BOOKS },
    false,
  ],
  [
    "the tasks of one group among themselves",
    "aws_security_group_rule",
    { type: "ingress", protocol: "-1", self: true },
    false,
  ],
])("%s opens a port, or does not", (_what, type, rule, opens) => {
  const obstacles = withRules((resource) => {
    (resource[type] ??= {})["more"] = { security_group_id: AUTHORS, ...rule };
  });
  expect(obstacles?.map((each) => each === undefined)).toEqual([opens]);
});

test("rules that stand in the group count", () => {
  const obstacles = withRules((resource) => {
    Object.assign(resource["aws_security_group"]?.["authors"] ?? {}, {
      ingress: [{ protocol: "tcp", from_port: 8080, to_port: 8080, security_groups: [BOOKS] }],
    });
  });
  expect(obstacles).toEqual([undefined]);
});
