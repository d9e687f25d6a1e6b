import { problemLines } from "../support/problem-lines";
import { configOf, service, SynthesizedApp } from "@private-http-api/test-support";
import { formatProblem } from "../../src/config/problem";
import { resolveConfig } from "../../src/config/resolve-config";
import { configWarnings } from "../../src/config/warnings";

const STACK = "dev-consumer-partner";
const API = "dev-http-api";
const account = "333333333333";
const roleArn = `arn:aws:iam::${account}:role/deploy`;
const image = { uri: "111111111111.dkr.ecr.us-west-2.amazonaws.com/team/app:1.0.0" };
const privateRest = { kind: "rest", endpoint: "private", stage: "live" };
const existing = { vpcId: "vpc-0a1b2c3d", privateSubnetIds: ["subnet-0a1b2c3d", "subnet-1a1b2c3d"] };

function raw(consumers: object, api: object = {}, authorization: unknown = "iam", environment: object = {}) {
  const services = { app: service("/api/app", { image, authorization }) };
  return configOf(services, { api: { ...privateRest, ...api }, consumers, ...environment });
}

function partner(settings: object = {}) {
  return { account, roleArn, restApi: true, ...settings };
}

function idIn(stack: string): string {
  return `\${data.terraform_remote_state.cross-stack-reference-input-${stack}.outputs.cross-stack-output-aws_vpc_endpoint_endpoint_id}`;
}

function statementsOf(app: SynthesizedApp): unknown {
  const { policy } = app.resources(API, "aws_api_gateway_rest_api")["api"] ?? {};
  return (JSON.parse(policy as string) as { Statement: unknown }).Statement;
}

describe("a consumer of a private REST API", () => {
  const own = { account: "111111111111", restApi: true };
  const app = new SynthesizedApp(raw({ partner: partner({ testHost: true }), own }));

  test("has an execute-api endpoint with private DNS, in two of the zones that AWS offers it in", () => {
    const { endpoint } = app.resources(STACK, "aws_vpc_endpoint");
    expect(endpoint).toMatchObject({
      service_name: "com.amazonaws.us-west-2.execute-api",
      private_dns_enabled: true,
      subnet_ids: ["${aws_subnet.private-z1.id}", "${aws_subnet.private-z2.id}"],
    });
    expect(app.resources(STACK, "aws_subnet")["private-z2"]).toMatchObject({
      availability_zone: "${sort(data.aws_vpc_endpoint_service.service.availability_zones)[1]}",
    });
    expect(app.resources(STACK, "aws_vpc_security_group_ingress_rule")["endpoint_from-vpc"]).toMatchObject({
      from_port: 443,
      to_port: 443,
    });
  });

  test("is admitted by the API's policy, with its account, and by a deployment that follows the endpoint", () => {
    expect(statementsOf(app)).toMatchObject([
      { Effect: "Allow", Principal: { AWS: ["arn:aws:iam::111111111111:root", `arn:aws:iam::${account}:root`] } },
      {
        Effect: "Deny",
        Condition: { StringNotEquals: { "aws:SourceVpce": [idIn("dev-consumer-own"), idIn(STACK)] } },
      },
    ]);
    const { stage_deployment: deployment } = app.resources(API, "aws_api_gateway_deployment");
    expect(deployment?.["triggers"]).toMatchObject({
      consumers: `\${join(",", [${["dev-consumer-own", STACK].map((stack) => idIn(stack).slice(2, -1)).join(", ")}])}`,
    });
  });

  test("comes before the API, whose URL is its own stack's output, and after nothing", () => {
    expect(app.json(STACK).output).not.toHaveProperty("url");
    expect(app.json(STACK).data).not.toHaveProperty("terraform_remote_state");
  });

  test("has a test host that may invoke the API, whichever id it gets", () => {
    const { test_host_policy: policy } = app.resources(STACK, "aws_iam_role_policy");
    expect((JSON.parse(policy?.["policy"] as string) as { Statement: unknown[] }).Statement[1]).toEqual({
      Sid: "CallTheApi",
      Effect: "Allow",
      Action: "execute-api:Invoke",
      Resource: ["arn:aws:execute-api:us-west-2:111111111111:*/live/*"],
    });
  });
});

test("endpoints of the config stay beside those of consumers, and the policy's hash is that of names, not of references", () => {
  const allowedVpcEndpoints = ["vpce-0a1b2c3d"];
  function deployed(consumers: object) {
    const app = new SynthesizedApp(raw(consumers, { allowedVpcEndpoints }, "none"));
    const { triggers } = app.resources(API, "aws_api_gateway_deployment")["stage_deployment"] ?? {};
    return { app, triggers: triggers as Readonly<Record<string, string>> };
  }
  const { app, triggers } = deployed({ partner: partner() });
  expect(statementsOf(app)).toMatchObject([
    { Principal: "*" },
    { Condition: { StringNotEquals: { "aws:SourceVpce": [...allowedVpcEndpoints, idIn(STACK)] } } },
  ]);
  expect(app.json(STACK).resource).not.toHaveProperty("aws_iam_role_policy");
  // One more reference before it changes its number.
  const more = deployed({ first: partner(), partner: partner() }).triggers;
  expect(deployed({ partner: partner() }).triggers["policy"]).toBe(triggers["policy"]);
  expect(more["policy"]).not.toBe(triggers["policy"]);
  expect(deployed({}).triggers).not.toHaveProperty("consumers");
});

test("in a VPC that exists it takes its subnets where AWS offers the service, and public APIs are warned about", () => {
  const config = raw({ partner: partner({ network: { existing } }) });
  const app = new SynthesizedApp(config);
  expect(app.resources(STACK, "aws_vpc_endpoint")["endpoint"]?.["subnet_ids"]).toMatch(
    /^\$\{\[for subnet in .* if contains\(data\.aws_vpc_endpoint_service\./,
  );
  const { config: resolved } = resolveConfig(config);
  expect((resolved ? configWarnings(resolved, config) : []).map(formatProblem)).toEqual([
    'environments.dev.consumers.partner.network.existing.vpcId: got "vpc-0a1b2c3d", where us-west-2\'s public APIs are then reached by their custom domain names only: private DNS leads *.execute-api names to the endpoint, and that to private APIs',
  ]);
});

test("stands beside one of PrivateLink, which keeps its own service", () => {
  const services = {
    app: service("/api/app", { image, authorization: "iam", privateLink: { bypassesAuthorization: true } }),
  };
  const app = new SynthesizedApp(
    configOf(services, {
      api: privateRest,
      privateLink: { allow: [account], services: ["app"] },
      consumers: { partner: partner(), raw: { account, roleArn } },
    }),
  );
  expect(app.resources("dev-consumer-raw", "aws_vpc_endpoint")["endpoint"]).toMatchObject({
    private_dns_enabled: false,
  });
  expect(JSON.stringify(statementsOf(app))).not.toContain("dev-consumer-raw");
});

describe("a consumer of a private REST API is refused", () => {
  const at = "environments.dev.consumers.partner";
  test.each<[string, object, object, readonly string[]]>([
    [
      "beside an HTTP API",
      {},
      { kind: "http", endpoint: undefined, stage: "$default" },
      [
        `${at}.restApi: got true, and an HTTP API has no private endpoint; set api.kind to "rest" and api.endpoint to "private", or leave it out and connect by privateLink`,
      ],
    ],
    [
      "beside a regional REST API",
      {},
      { endpoint: "regional" },
      [
        `${at}.restApi: got true, and a regional REST API is not called through endpoints; set api.endpoint to "private", or leave it out`,
      ],
    ],
    [
      "in another Region",
      { region: "eu-west-1" },
      {},
      [
        `${at}.region: got "eu-west-1", and an "execute-api" endpoint leads to the APIs of its own Region, us-west-2; leave it out, and connect the networks`,
      ],
    ],
    [
      "with what is for PrivateLink",
      {
        serviceName: "com.amazonaws.vpce.us-west-2.vpce-svc-0a1b2c3d4e5f67890",
        port: 8443,
        domainName: "shop.internal.example.com",
      },
      {},
      [
        `${at}.serviceName: got "com.amazonaws.vpce.us-west-2.vpce-svc-0a1b2c3d4e5f67890" beside restApi, whose endpoint service is AWS's; leave one of them out`,
        `${at}.port: got 8443 beside restApi, whose endpoint answers on 443; leave it out`,
        `${at}.domainName: got "shop.internal.example.com" beside restApi, whose private DNS names are those of the API; leave it out`,
      ],
    ],
    [
      "with an API of its own",
      { api: true },
      {},
      [
        `${at}.api: got true beside api.kind "rest", and a consumer's API is an HTTP API with the routes of the environment's own; give restApi: true in its place, an endpoint for the private REST API, or set api.kind to "http"`,
      ],
    ],
    [
      "of an account that is not let in",
      {},
      { allowedAccounts: ["111111111111"] },
      [
        `${at}.account: got "${account}", which api.allowedAccounts does not list, so that its callers would get 403; add it there`,
      ],
    ],
  ])("%s", (_what, consumer, api, problems) => {
    expect(problemLines(raw({ partner: partner(consumer) }, api))).toEqual(problems);
  });

  test("twice in one VPC", () => {
    const network = { existing };
    const config = raw({ partner: partner({ network }), twin: partner({ network }) });
    expect(problemLines(config)).toEqual([
      'environments.dev.consumers.twin.network.existing.vpcId: got "vpc-0a1b2c3d", where consumers.partner already has an "execute-api" endpoint, and a VPC has one with private DNS; leave one of them out',
    ]);
  });

  test("where nobody is named, the message says both ways", () => {
    expect(problemLines(raw({}))).toEqual([
      'environments.dev.api.allowedVpcEndpoints: is missing, and a private REST API needs a policy that says through which endpoints it is called; give the ids of "execute-api" endpoints, or a consumer with restApi',
    ]);
  });
});
