import { problemLines } from "../../support/problem-lines";
import { formatProblem } from "../../../src/config/problem";
import { resolveConfig } from "../../../src/config/resolve-config";
import { configOf, service } from "@private-http-api/test-support";

function problemsOf(api: object, settings: object = {}) {
  return problemLines(configOf({ app: service("/api/app", settings) }, { api }));
}

const main = { issuer: "https://issuer.example.com", audience: ["shop"] };
const lambda = { functionArn: "arn:aws:lambda:us-west-2:111111111111:function:reports" };

describe("an API is refused for", () => {
  const cases: [string, () => string[], string[]][] = [
    [
      "a scope without an authorizer",
      () => problemsOf({}, { authorization: { scopes: ["read"] } }),
      ["services.app.authorization.authorizer: is missing; name one of api.authorizers"],
    ],
    [
      "an authorizer that is not there",
      () => problemsOf({ authorizers: { main } }, { authorization: { authorizer: "man" } }),
      ['services.app.authorization.authorizer: got "man", and api.authorizers has main; declare it there'],
    ],
    [
      "authorizers, and a service of which nobody said who may call it",
      () => problemsOf({ authorizers: { main } }),
      [
        'services.app.authorization: is missing although the API has authorizers (main); give { authorizer: "main" }, "iam", or "none" for everybody',
      ],
    ],
    [
      "an issuer that is no https URL",
      () => problemsOf({ authorizers: { main: { ...main, issuer: "http://x" } } }, { authorization: "none" }),
      [
        'environments.dev.api.authorizers.main.issuer: got "http://x"; give the issuer\'s https URL, as it stands in the "iss" claim of its tokens',
      ],
    ],
    [
      "scopes of a Lambda authorizer, which does not use them",
      () =>
        problemsOf(
          { authorizers: { gate: { function: lambda } } },
          { authorization: { authorizer: "gate", scopes: ["a"] } },
        ),
      [
        'services.app.authorization.scopes: got ["a"], and the authorizer gate is a Lambda function, which does not use scopes; remove scopes, and check them in the function',
      ],
    ],
    [
      "a cache without identity sources",
      () =>
        problemsOf(
          { authorizers: { gate: { function: lambda, identitySources: [], cacheSeconds: 60 } } },
          { authorization: "none" },
        ),
      [
        "environments.dev.api.authorizers.gate.cacheSeconds: got 60; results are cached by identity sources, and there are none; add one to identitySources, or give 0",
      ],
    ],
    [
      "an identity source that API Gateway does not know",
      () =>
        problemsOf(
          { authorizers: { gate: { function: lambda, identitySources: ["Authorization"] } } },
          { authorization: "none" },
        ),
      [
        'environments.dev.api.authorizers.gate.identitySources[0]: got "Authorization"; give "$request.header.<name>", "$request.querystring.<name>", "$context.<variable>" or "$stageVariables.<name>"',
      ],
    ],
    [
      "an authorizer that is neither an issuer nor a function",
      () => problemsOf({ authorizers: { gate: {} } }, { authorization: "none" }),
      [
        'environments.dev.api.authorizers.gate: got []; give { issuer: "https://…", audience: ["…"] } or { function: { source: "<folder>", handler: "index.handler", runtime: "nodejs22.x" } }',
      ],
    ],
    [
      "an authorizer's function of another account",
      () => {
        const functionArn = lambda.functionArn.replace("111111111111", "222222222222");
        return problemsOf({ authorizers: { gate: { function: { functionArn } } } }, { authorization: "none" });
      },
      [
        'environments.dev.api.authorizers.gate.function.functionArn: got "arn:aws:lambda:us-west-2:222222222222:function:reports", a function of another account; give one of 111111111111',
      ],
    ],
    [
      "a function with the name of an authorizer's",
      () =>
        problemsOf(
          {
            authorizers: { gate: { function: lambda } },
            functions: { gate: { path: "/gate", ...lambda, authorization: "none" } },
          },
          { authorization: "none" },
        ),
      ["environments.dev.api.functions.gate: has the same name as an authorizer's function; rename one of them"],
    ],
    [
      "every origin, with credentials",
      () => problemsOf({ cors: { allowOrigins: ["*"], allowCredentials: true } }),
      [
        'environments.dev.api.cors.allowOrigins: got ["*"] with allowCredentials, which browsers and AWS refuse; name the origins, or leave allowCredentials out',
      ],
    ],
    [
      "a function below the base path that is put before it anyway",
      () => problemsOf({ basePath: "/next", functions: { reports: { path: "/next/reports", ...lambda } } }),
      [
        'environments.dev.api.functions.reports.path: got "/next/reports", which api.basePath /next is prepended to already; give /reports',
      ],
    ],
    [
      "a function on a service's path, or with its name",
      () => problemsOf({ functions: { app: { path: "/api/app", ...lambda } } }),
      [
        'environments.dev.api.functions.app.path: got "/api/app", which is the path of app already; give each a path of its own',
        "environments.dev.api.functions.app: has the name of a service; give it another",
      ],
    ],
    [
      "a domain outside its zone",
      () => problemsOf({ domain: { name: "api.example.org", hostedZone: { id: "Z0123456789", name: "example.com" } } }),
      [
        'environments.dev.api.domain.name: got "api.example.org", which is outside the hosted zone example.com; give a name that ends in .example.com, or another zone',
      ],
    ],
    [
      "a domain without certificate and zone",
      () => problemsOf({ domain: { name: "api.example.org" } }),
      [
        "environments.dev.api.domain: has neither certificateArn nor hostedZone; give the certificate, or the Route 53 zone to validate a new one in",
      ],
    ],
    [
      "a throttle of 0",
      () => problemsOf({ throttle: { burst: 0, rate: 0 } }),
      [
        "environments.dev.api.throttle.burst: got 0; AWS then refuses every request with 429; give at least 1, or leave throttle out",
        "environments.dev.api.throttle.rate: got 0; AWS then refuses every request with 429; give more than 0, or leave throttle out",
      ],
    ],
    [
      "a catch-all that cannot tell services apart",
      () => problemsOf({ routing: "proxy" }, { methods: ["GET"], stripPrefix: true }),
      [
        'services.app.methods: cannot be applied with api.routing "proxy", where one route leads to every service; leave it out, or set api.routing to "services"',
        'services.app.stripPrefix: cannot be applied with api.routing "proxy", where one route leads to every service; leave it out, or set api.routing to "services"',
      ],
    ],
  ];

  test.each(cases)("%s", (_what, problems, expected) => {
    expect(problems()).toEqual(expected);
  });
});

describe("the quota of routes", () => {
  function many(count: number) {
    return problemLines(
      configOf(
        Object.fromEntries(
          Array.from({ length: count }, (_, i) => [
            `s${String(i)}`,
            service(`/s${String(i)}`, { integration: "cloud-map" }),
          ]),
        ),
      ),
    );
  }

  test("holds 150 services", () => {
    expect(many(150)).toEqual([]);
  });

  test("of integrations cannot be raised", () => {
    const services = Object.fromEntries(
      Array.from({ length: 60 }, (_, i) => [`s${String(i)}`, service(`/s${String(i)}`)]),
    );
    const methods = { methods: ["GET"] };
    const more = Object.fromEntries(
      Array.from({ length: 91 }, (_, i) => [
        `m${String(i)}`,
        service(`/m${String(i)}`, { ...methods, integration: "cloud-map" }),
      ]),
    );
    const { problems } = resolveConfig(configOf({ ...services, ...more }, { api: { basePath: "/next" } }));
    expect(problems.map(formatProblem).join("\n")).toContain("302 integrations, and AWS allows 300 per API");
  });
});
