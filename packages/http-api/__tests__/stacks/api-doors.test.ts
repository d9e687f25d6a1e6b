import { configOf, service, SynthesizedApp } from "@private-http-api/test-support";

const certificateArn = "arn:aws:acm:us-west-2:111111111111:certificate/11111111-2222-3333-4444-555555555555";
const hostedZone = { id: "Z0123456789", name: "example.com" };

function apiOf(api: object) {
  return new SynthesizedApp(configOf({ app: service("/a") }, { api }));
}

function triggersOf(api: object): Record<string, unknown> {
  const { stage_deployment: deployment } = apiOf({ autoDeploy: false, ...api }).resources(
    "dev-http-api",
    "aws_apigatewayv2_deployment",
  );
  return (deployment as { triggers: Record<string, unknown> }).triggers;
}

test("a domain makes a new deployment: without one the default endpoint stays on beside it", () => {
  const domain = { name: "api.example.com", certificateArn, mutualTls: { truststoreUri: "s3://b/k.pem" } };
  expect(triggersOf({ domain })).toEqual({ ...triggersOf({}), "default endpoint": "off" });
});

test("a domain with mutual TLS and a certificate of one's own proves whose its name is", () => {
  const ownershipCertificateArn = certificateArn.replace("certificate/1111", "certificate/2222");
  const mutualTls = { truststoreUri: "s3://b/k.pem" };
  const app = apiOf({ domain: { name: "api.example.com", certificateArn, ownershipCertificateArn, mutualTls } });
  expect(app.resources("dev-http-api", "aws_apigatewayv2_domain_name")["domain"]).toMatchObject({
    domain_name_configuration: {
      certificate_arn: certificateArn,
      ownership_verification_certificate_arn: ownershipCertificateArn,
    },
  });
});

test("API, domain and records are dual-stack together", () => {
  const app = apiOf({ ipAddressType: "dualstack", domain: { name: "api.example.com", certificateArn, hostedZone } });
  expect(app.resources("dev-http-api", "aws_apigatewayv2_api")["api"]).toMatchObject({ ip_address_type: "dualstack" });
  expect(app.resources("dev-http-api", "aws_apigatewayv2_domain_name")["domain"]).toMatchObject({
    domain_name_configuration: { ip_address_type: "dualstack" },
  });
  const records = Object.values(app.resources("dev-http-api", "aws_route53_record"));
  expect(records.map((record) => (record as { type: string }).type).sort()).toEqual(["A", "AAAA"]);
});

function keptBy(app: ReturnType<typeof apiOf>) {
  const { removed } = app.json("dev-http-api") as unknown as { removed: { from: string; lifecycle: object }[] };
  expect(removed.every(({ lifecycle }) => JSON.stringify(lifecycle) === '{"destroy":false}')).toBe(true);
  return removed.map(({ from }) => from);
}

test("the access log lies where it makes no resource policy longer, and the group of before is kept", () => {
  const app = apiOf({});
  expect(app.resources("dev-http-api", "aws_cloudwatch_log_group")["stage_access-log"]).toMatchObject({
    name: "/aws/vendedlogs/shop-dev/api-access",
  });
  expect(keptBy(app)).toContain("aws_cloudwatch_log_group.stage_access");
});

test("a stage that deploys by itself keeps the deployment that it may still point to; one with its own destroys none", () => {
  const deployment = "aws_apigatewayv2_deployment.stage_deployment";
  expect(keptBy(apiOf({}))).toContain(deployment);
  const manual = apiOf({ autoDeploy: false });
  expect(keptBy(manual)).not.toContain(deployment);
  expect(manual.resources("dev-http-api", "aws_apigatewayv2_deployment")).toHaveProperty("stage_deployment");
});
