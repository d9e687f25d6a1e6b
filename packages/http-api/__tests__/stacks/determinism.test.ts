import fc from "fast-check";
import { fullConfig, service, SynthesizedApp } from "@private-http-api/test-support";

/** Every record that a config may have, with more than one entry each. */
function config() {
  const { services, ...rest } = fullConfig({
    tags: { Team: "orders", CostCenter: "42", Owner: "a" },
    api: {
      stage: "live",
      autoDeploy: false,
      stageVariables: { second: "2", first: "1" },
      cors: { allowOrigins: ["https://example.com"], allowHeaders: ["authorization"] },
      authorizers: {
        staff: { issuer: "https://id.example.com/", audience: ["b", "a"] },
        customers: { issuer: "https://login.example.com/", audience: ["shop"] },
      },
      functions: Object.fromEntries(
        ["zeta", "alpha"].map((name) => [
          name,
          {
            path: `/${name}`,
            functionArn: `arn:aws:lambda:us-west-2:555555555555:function:${name}`,
            authorization: "none",
          },
        ]),
      ),
    },
  });
  const open = Object.fromEntries(
    Object.entries(services).map(([name, each]) => [name, { ...each, authorization: "none" }]),
  );
  const more = {
    reports: service("/reports", {
      authorization: { authorizer: "staff", scopes: ["write", "read"] },
      throttle: { burst: 5, rate: 2 },
      environment: { Z: "1", A: "2", M: "3" },
    }),
    archive: service("/archive", { authorization: "iam", throttle: { burst: 5, rate: 2 }, stripPrefix: true }),
    events: service("/events", { integration: "nlb", authorization: "none" }),
    "events-old": service("/events-old", { integration: "nlb", authorization: "none" }),
  };
  return { ...rest, services: { ...open, ...more } };
}

/** The same value with the keys of every object in another order; `next` gives numbers from 0 to 1. */
function shuffled(value: unknown, next: () => number): unknown {
  if (Array.isArray(value)) return value.map((each) => shuffled(each, next));
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).map(([key, each]) => ({ key, each: shuffled(each, next), rank: next() }));
  return Object.fromEntries(entries.sort((a, b) => a.rank - b.rank).map(({ key, each }) => [key, each]));
}

function stacksOf(raw: unknown): Readonly<Record<string, string>> {
  const app = new SynthesizedApp(raw);
  return Object.fromEntries(app.ids.map((id) => [id, app.text(id)]));
}

test("the same settings give the same bytes, whatever the order of their keys", () => {
  const expected = stacksOf(config());
  fc.assert(
    fc.property(fc.infiniteStream(fc.double({ min: 0, max: 1, noNaN: true })), (ranks) => {
      const raw = shuffled(config(), () => ranks.next().value as number);
      expect(stacksOf(raw)).toEqual(expected);
    }),
    { numRuns: 4 },
  );
});
