import { problemLines } from "../../support/problem-lines";
import { configOf, service, SynthesizedApp } from "@private-http-api/test-support";

const dev = { account: "111111111111", region: "us-west-2" };
const prod = { account: "222222222222", region: "us-west-2" };

function configWith(environments: object) {
  return { ...configOf({ app: service("/a") }), environments };
}
function problemsOf(environments: object) {
  return problemLines(configWith(environments));
}

describe("environments of one account and Region", () => {
  const names = ["a", "b", "c", "d", "e", "f"];
  const withAddresses = { ...dev, quotas: { elasticIps: 6 } };
  const six = Object.fromEntries(names.map((name) => [name, withAddresses]));
  const refusal =
    "environments.f: 6 VPCs of a, b, c, d, e, f, and AWS allows 5 per account and Region; use network.existing, or move an environment to another account or Region, or ask AWS to raise the quota and set quotas.vpcs";

  test("have no more VPCs together than AWS gives", () => {
    expect(problemsOf(six)).toEqual([refusal]);
    expect(problemsOf({ ...six, a: { ...dev, quotas: { elasticIps: 6, vpcs: 6 } } })).toEqual([]);
    expect(problemsOf({ ...six, a: { ...withAddresses, account: prod.account } })).toEqual([]);
    expect(problemsOf({ ...six, a: { ...withAddresses, region: "eu-west-1" } })).toEqual([]);
  });

  test("have no more Elastic IP addresses together", () => {
    const network = { zones: ["us-west-2a", "us-west-2b", "us-west-2c"], egress: "nat-per-az" };
    expect(problemsOf({ dev: { ...dev, network }, qa: { ...dev, network } })).toEqual([
      'environments.qa: 6 Elastic IP addresses of dev, qa, and AWS allows 5 per account and Region; set network.egress to "single-nat", or name fewer network.zones, or ask AWS to raise the quota and set quotas.elasticIps',
    ]);
  });

  test("are told of once where one has too many by itself", () => {
    const quotas = { elasticIps: 1 };
    const network = { zones: ["us-west-2a", "us-west-2b"], egress: "nat-per-az" };
    expect(problemsOf({ dev: { ...dev, quotas }, qa: { ...dev, network, quotas } })).toEqual([
      expect.stringMatching(/^environments\.qa\.network\.egress: 2 Elastic IP addresses, and AWS allows 1 per/),
    ]);
  });
});

describe("two environments", () => {
  test("cannot make one bucket, which is unique in all of AWS", () => {
    const state = { bucketName: "my-state" };
    expect(problemsOf({ dev: { ...dev, state }, prod: { ...prod, state } })).toEqual([
      'environments.prod.state.bucketName: got "my-state", which the state stack of dev creates already; give each environment a bucket of its own, or { existingBucket: "my-state" } here once that one is deployed',
    ]);
    expect(problemsOf({ dev: { ...dev, state }, prod: { ...dev, state: { existingBucket: "my-state" } } })).toEqual([]);
  });

  test("cannot make a bucket that has another's default name", () => {
    const state = { bucketName: "shop-dev-111111111111-us-west-2-tfstate" };
    expect(problemsOf({ dev, prod: { ...prod, state } })).toEqual([
      expect.stringMatching(/^environments\.prod\.state\.bucketName: .*which the state stack of dev creates already/),
    ]);
  });

  const domain = { name: "api.example.com", hostedZone: { id: "Z0123456789", name: "example.com" } };

  test("cannot have one domain in a Region, nor one record in a zone", () => {
    const refusal =
      'environments.prod.api.domain.name: got "api.example.com", which dev has already; give each environment a name of its own';
    const api = { domain };
    expect(problemsOf({ dev: { ...dev, api }, prod: { ...prod, api } })).toEqual([refusal]);
    expect(problemsOf({ dev: { ...dev, api }, prod: { ...prod, region: "eu-west-1", api } })).toEqual([refusal]);
  });

  test("have one domain in two Regions where nobody makes its record here", () => {
    function api(region: string) {
      return {
        domain: { name: "api.example.com", certificateArn: `arn:aws:acm:${region}:111111111111:certificate/0a1b` },
      };
    }
    const there = { ...dev, region: "eu-west-1", api: api("eu-west-1") };
    expect(problemsOf({ dev: { ...dev, api: api("us-west-2") }, prod: there })).toEqual([]);
  });

  test.each(["state", "access", "dev-http-api", "dev-images"])(
    "have stacks of different ids: %s is refused",
    (name) => {
      expect(problemsOf({ dev, [name]: prod })).toHaveLength(1);
    },
  );

  test("whose names differ have no stack in common", () => {
    const names = ["images", "http-api", "fargate", "link"];
    const app = new SynthesizedApp(configWith(Object.fromEntries([...names, "dev"].map((name) => [name, dev]))));
    expect(app.ids).toHaveLength(3 * 5);
  });
});

describe("a service is refused when it is called", () => {
  test.each(["constructor", "alb", "toString"])("%s", (name) => {
    expect(problemLines(configOf({ [name]: service("/a") }))).toEqual([
      expect.stringMatching(new RegExp(`^services\\.${name}: is not an allowed name`)),
    ]);
  });

  test("__proto__", () => {
    const raw = JSON.parse(JSON.stringify(configOf({ PROTO: service("/a") })).replace("PROTO", "__proto__")) as unknown;
    expect(problemLines(raw)).toEqual([expect.stringMatching(/^services\.__proto__: is not an allowed name/)]);
  });
});
