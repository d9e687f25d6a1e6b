import { problemLines } from "../support/problem-lines";
import { configOf, service, SynthesizedApp } from "@private-http-api/test-support";
import { quotaLedger } from "../../src/config/quotas/ledger";
import { resolveConfig } from "../../src/config/resolve-config";

const STACK = "dev-consumer-partner";
const account = "333333333333";
const roleArn = `arn:aws:iam::${account}:role/deploy`;
const image = { uri: "111111111111.dkr.ecr.us-west-2.amazonaws.com/team/app:1.0.0" };
const bypassing = { image, privateLink: { bypassesAuthorization: true } };
const services = {
  books: service("/api/books", { ...bypassing, authorization: { authorizer: "users" } }),
  shelves: service("/api/shelves", { ...bypassing, authorization: "iam" }),
  authors: service("/api/authors", { image, authorization: "none" }),
};
const privateLink = { allow: [roleArn], services: ["books", "shelves"] };
const users = { issuer: "https://login.example.com", audience: ["shop"] };
const cors = { allowOrigins: ["https://shop.example.com"] };
const certificateArn = "arn:aws:acm:us-west-2:111111111111:certificate/11111111-2222-3333-4444-555555555555";

function configWith(consumer: object = {}, environment: object = {}) {
  const consumers = { partner: { account, roleArn, api: true, ...consumer } };
  return configOf(services, { api: { authorizers: { users }, cors }, privateLink, consumers, ...environment });
}

describe("an API of a consumer's account", () => {
  const app = new SynthesizedApp(configWith({ testHost: true }));

  function values(type: string, stack = STACK) {
    return Object.values(app.resources(stack, type));
  }

  test("leads by a VPC link and a load balancer to the addresses of the endpoint, and so to PrivateLink", () => {
    for (const integration of values("aws_apigatewayv2_integration"))
      expect(integration).toMatchObject({
        connection_id: "${aws_apigatewayv2_vpc_link.vpc-link.id}",
        integration_uri: "${aws_lb_listener.balancer.arn}",
      });
    expect(app.resources(STACK, "aws_lb")["balancer"]).toMatchObject({ internal: true, load_balancer_type: "network" });
    expect(app.resources(STACK, "aws_lb_target_group")["balancer"]).toMatchObject({
      target_type: "ip",
      protocol: "TCP",
      port: 80,
      health_check: { protocol: "HTTP", path: "/_private-link/health" },
    });
    const { subnet_configuration: addresses } = app.resources(STACK, "aws_vpc_endpoint")["endpoint"] ?? {};
    const targets = values("aws_lb_target_group_attachment").map((each) => each["target_id"]);
    expect(targets).toEqual((addresses as { ipv4: string }[]).map(({ ipv4 }) => ipv4));
  });

  test("has the routes and the authorization of the services behind PrivateLink, and of no other", () => {
    const routes = values("aws_apigatewayv2_route").map((each) => [each["route_key"], each["authorization_type"]]);
    const own = values("aws_apigatewayv2_route", "dev-http-api").map((each) => [
      each["route_key"],
      each["authorization_type"],
    ]);
    expect(routes).toEqual(own.filter(([key]) => !String(key).includes("/api/authors")));
    expect(new Set(routes.map(([, type]) => type))).toEqual(new Set(["JWT", "AWS_IAM"]));
    expect(values("aws_apigatewayv2_authorizer")).toMatchObject([
      { jwt_configuration: { issuer: users.issuer, audience: users.audience } },
    ]);
    expect(values("aws_apigatewayv2_api")).toMatchObject([
      { name: "shop-dev-partner", cors_configuration: { allow_origins: cors.allowOrigins } },
    ]);
    expect(Object.keys((app.json(STACK) as { output: object }).output)).toEqual(
      expect.arrayContaining(["api_endpoint", "books_url", "shelves_url"]),
    );
  });

  test("cannot be got around in its VPC: the endpoint admits the load balancer, and a test host that was asked for", () => {
    const into = values("aws_vpc_security_group_ingress_rule").filter(
      (rule) => rule["security_group_id"] === "${aws_security_group.endpoint.id}",
    );
    expect(into.map((rule) => rule["referenced_security_group_id"]).sort()).toEqual([
      "${aws_security_group.balancer.id}",
      "${aws_security_group.test_host.id}",
    ]);
  });

  test("comes after the endpoint, whose addresses are in the same subnets", () => {
    for (const [type, name] of [
      ["aws_lb", "balancer"],
      ["aws_apigatewayv2_vpc_link", "vpc-link"],
      ["aws_instance", "test_host"],
    ] as const)
      expect(app.resources(STACK, type)[name]?.["depends_on"]).toContain("aws_vpc_endpoint.endpoint");
  });

  test("with TLS checks the name of the environment's certificate, through the load balancer", () => {
    const tls = new SynthesizedApp(
      configWith({}, { internalTls: { certificateArn, serverName: "shop.internal.example.com" } }),
    );
    for (const integration of Object.values(tls.resources(STACK, "aws_apigatewayv2_integration")))
      expect(integration).toMatchObject({ tls_config: { server_name_to_verify: "shop.internal.example.com" } });
    expect(tls.resources(STACK, "aws_lb_listener")["balancer"]).toMatchObject({ protocol: "TCP", port: 443 });
    expect(tls.resources(STACK, "aws_lb_target_group")["balancer"]).toMatchObject({
      health_check: { protocol: "HTTPS" },
    });
  });
});

const FUNCTION = "arn:aws:lambda:us-west-2:111111111111:function:authorize";

describe("an API of a consumer is refused", () => {
  function problems(consumer: object, environment: object = {}) {
    return problemLines(configWith(consumer, environment));
  }
  const at = "environments.dev";
  const around = `and consumers.partner has an API there: whoever may create endpoints could get around its authorizers; admit only the role that deploys, "${roleArn}"`;
  const other = `arn:aws:iam::${account}:role/other`;
  const root = `arn:aws:iam::${account}:root`;

  test.each([
    ["beside an account that may connect as a whole", account],
    ["beside an account's root, which is the account", root],
    ["beside another role of that account", other],
  ])("%s", (_what, principal) => {
    expect(problems({}, { privateLink: { ...privateLink, allow: [roleArn, principal] } })).toEqual([
      `${at}.privateLink.allow[1]: got "${principal}", ${around}`,
    ]);
  });

  test.each<[string, object, object, readonly string[]]>([
    [
      "in a VPC that exists",
      { network: { existing: { vpcId: "vpc-0a1b2c3d", privateSubnetIds: ["subnet-0a1b2c3d", "subnet-1a2b3c4d"] } } },
      {},
      [
        `${at}.consumers.partner.api: got true beside network.existing: its load balancer leads to addresses that the stack fixes in a VPC of its own; give network.cidr, which may overlap any other range`,
      ],
    ],
    [
      "to somebody else's service",
      { serviceName: "com.amazonaws.vpce.us-west-2.vpce-svc-0a1b2c3d4e5f67890" },
      {},
      [
        `${at}.consumers.partner.api: got true beside serviceName: its routes are those of the environment's own services; leave one of them out`,
      ],
    ],
    [
      "beside a REST API",
      {},
      {
        api: { kind: "rest", stage: "live" },
        services: { books: { authorization: "iam" }, authors: { authorization: "iam" } },
      },
      [
        `${at}.consumers.partner.api: got true beside api.kind "rest", and a consumer's API is an HTTP API with the routes of the environment's own; give restApi: true in its place, an endpoint for the private REST API, or set api.kind to "http"`,
      ],
    ],
    [
      "where a service asks a function",
      {},
      { api: { authorizers: { users: { function: { functionArn: FUNCTION } } } } },
      [
        `${at}.consumers.partner.api: got true, and service "books" asks authorizer "users", a function of another account; give it an authorizer with an issuer, or "iam", or leave it out of privateLink.services`,
      ],
    ],
    [
      "in the environment's account without a role",
      { account: "111111111111", roleArn: undefined },
      { privateLink: { ...privateLink, allow: ["arn:aws:iam::111111111111:role/deploy"] } },
      [
        `${at}.consumers.partner.roleArn: is missing, and with \`api\` privateLink.allow has to admit one role in place of the account; give the ARN of the role of account 111111111111 that deploys`,
      ],
    ],
  ])("%s", (_what, consumer, environment, expected) => {
    expect(problems(consumer, environment)).toEqual(expected);
  });

  test("but not beside other accounts, which have their own way in", () => {
    expect(problems({}, { privateLink: { ...privateLink, allow: [roleArn, "555555555555"] } })).toEqual([]);
  });
});

test("an API in the environment's own account counts in its quota of VPC links", () => {
  function vpcLinks(own: string) {
    const role = `arn:aws:iam::${own}:role/deploy`;
    const { config } = resolveConfig(
      configWith({ account: own, roleArn: role }, { privateLink: { ...privateLink, allow: [role] } }),
    );
    return config?.environments.flatMap((environment) =>
      quotaLedger(environment).flatMap(({ key, use }) => (key === "vpcLinks" ? [use] : [])),
    );
  }
  expect([vpcLinks("111111111111"), vpcLinks(account)]).toEqual([[2], [1]]);
});
