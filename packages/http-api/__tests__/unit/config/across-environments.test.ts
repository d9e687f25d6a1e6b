import { configOf, service, SynthesizedApp } from "@private-http-api/test-support";
import { formatProblem } from "../../../src/config/problem";
import { resolveConfig } from "../../../src/config/resolve-config";

const dev = { account: "111111111111", region: "us-west-2" };
const prod = { account: "222222222222", region: "us-west-2" };

function configWith(environments: object) {
  return { ...configOf({ app: service("/a") }), environments };
}
function problemsOf(environments: object) {
  return resolveConfig(configWith(environments)).problems.map(formatProblem);
}

describe("two environments", () => {
  test("cannot make one bucket, which is unique in all of AWS", () => {
    const state = { bucketName: "my-state" };
    expect(problemsOf({ dev: { ...dev, state }, prod: { ...prod, state } })).toEqual([
      'environments.prod.state.bucketName: got "my-state", which the state stack of dev makes already; give each environment a bucket of its own, or { existingBucket: "my-state" } here once that one is deployed',
    ]);
    expect(problemsOf({ dev: { ...dev, state }, prod: { ...dev, state: { existingBucket: "my-state" } } })).toEqual([]);
  });

  test("cannot make a bucket that has another's default name", () => {
    const state = { bucketName: "shop-dev-111111111111-us-west-2-tfstate" };
    expect(problemsOf({ dev, prod: { ...prod, state } })).toEqual([
      expect.stringMatching(/^environments\.prod\.state\.bucketName: .*which the state stack of dev makes already/),
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
    const names = ["images", "http-api", "fargate", "link", "devs"];
    const app = new SynthesizedApp(configWith(Object.fromEntries([...names, "dev"].map((name) => [name, dev]))));
    expect(app.ids).toHaveLength(3 * 6);
  });
});

describe("a service is refused when it is called", () => {
  test.each(["constructor", "alb", "toString"])("%s", (name) => {
    expect(resolveConfig(configOf({ [name]: service("/a") })).problems.map(formatProblem)).toEqual([
      expect.stringMatching(new RegExp(`^services\\.${name}: is not an allowed name`)),
    ]);
  });

  test("__proto__", () => {
    const raw = JSON.parse(JSON.stringify(configOf({ PROTO: service("/a") })).replace("PROTO", "__proto__")) as unknown;
    expect(resolveConfig(raw).problems.map(formatProblem)).toEqual([
      expect.stringMatching(/^services\.__proto__: is not an allowed name/),
    ]);
  });
});
