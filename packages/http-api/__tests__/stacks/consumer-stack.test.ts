import { problemLines } from "../support/problem-lines";
import { configOf, service, SynthesizedApp } from "@private-http-api/test-support";
import { formatProblem } from "../../src/config/problem";
import { resolveConfig } from "../../src/config/resolve-config";
import { configWarnings } from "../../src/config/warnings";

const STACK = "dev-consumer-partner";
const partner = "333333333333";
const roleArn = `arn:aws:iam::${partner}:role/deploy`;
const image = { uri: "111111111111.dkr.ecr.us-west-2.amazonaws.com/team/app:1.0.0" };
const services = { books: service("/api/books", { image, privateLink: { bypassesAuthorization: true } }) };
const privateLink = { allow: [partner], services: ["books"] };
const existing = { vpcId: "vpc-0a1b2c3d", privateSubnetIds: ["subnet-0a1b2c3d", "subnet-1a2b3c4d"] };

function appOf(consumer: object = {}, environment: object = {}) {
  const consumers = { partner: { account: partner, roleArn, ...consumer } };
  return new SynthesizedApp(configOf(services, { privateLink, consumers, ...environment }));
}

describe("a consumer of another account", () => {
  const app = appOf({ domainName: "shop.internal.example.com", testHost: true });
  const json = app.json(STACK) as unknown as Record<string, Record<string, unknown>>;
  const { endpoint } = app.resources(STACK, "aws_vpc_endpoint");

  test("is a stack that assumes a role there; its state lies with the environment's, of whose account it is", () => {
    expect(json["provider"]?.["aws"]).toMatchObject([
      { allowed_account_ids: [partner], assume_role: [{ role_arn: roleArn }] },
      { alias: "producer", allowed_account_ids: ["111111111111"] },
    ]);
    expect(json["terraform"]?.["backend"]).toMatchObject({
      s3: { key: "shop/dev/consumer-partner.tfstate", allowed_account_ids: ["111111111111"] },
    });
  });

  test("remembers where its resources are, because a plan for another place would find none of them", () => {
    const { "state-target": place } = app.resources(STACK, "terraform_data");
    expect(place).toMatchObject({
      input: `${partner}, us-west-2`,
      lifecycle: {
        ignore_changes: ["input"],
        postcondition: [
          {
            condition: `\${self.output == "${partner}, us-west-2"}`,
            error_message: expect.stringContaining(`npx cdktf destroy ${STACK}, and change them then`) as string,
          },
        ],
      },
    });
    const far = appOf({ region: "eu-west-1" }).resources(STACK, "terraform_data");
    expect(far["state-target"]?.["input"]).toBe(`${partner}, eu-west-1`);
    expect(app.resources("dev-http-api", "terraform_data")).not.toHaveProperty("state-target");
  });

  test("has an interface endpoint in the zones of the service, by their ids, and a VPC without a way out", () => {
    const subnets = Object.values(app.resources(STACK, "aws_subnet"));
    expect(subnets.map((subnet) => [subnet["cidr_block"], String(subnet["availability_zone_id"])])).toEqual([
      ["10.0.0.32/27", expect.stringContaining("aws_subnet_network_private-a_availability_zone_id")],
      ["10.0.0.64/27", expect.stringContaining("aws_subnet_network_private-b_availability_zone_id")],
    ]);
    expect(endpoint).toMatchObject({
      vpc_endpoint_type: "Interface",
      subnet_ids: ["${aws_subnet.private-a.id}", "${aws_subnet.private-b.id}"],
      subnet_configuration: [
        { ipv4: "10.0.0.62", subnet_id: "${aws_subnet.private-a.id}" },
        { ipv4: "10.0.0.94", subnet_id: "${aws_subnet.private-b.id}" },
      ],
    });
    expect(endpoint).not.toHaveProperty("service_region");
    expect(endpoint?.["service_name"]).toMatch(/aws_vpc_endpoint_service_private_link_service_name\}$/);
    for (const type of ["aws_internet_gateway", "aws_nat_gateway", "aws_route"])
      expect(app.resources(STACK, type)).toEqual({});
  });

  test("is accepted by the account of the environment", () => {
    expect(app.resources(STACK, "aws_vpc_endpoint_connection_accepter")["accepted"]).toMatchObject({
      provider: "aws.producer",
      vpc_endpoint_id: "${aws_vpc_endpoint.endpoint.id}",
    });
    const automatic = appOf({}, { privateLink: { ...privateLink, acceptance: "automatic" } });
    expect(automatic.resources(STACK, "aws_vpc_endpoint_connection_accepter")).toEqual({});
  });

  test("finds the services by a name of its own", () => {
    expect(app.resources(STACK, "aws_route53_zone")["endpoint_zone"]).toMatchObject({
      name: "shop.internal.example.com",
      vpc: [{ vpc_id: "${aws_vpc.vpc.id}" }],
    });
    expect(json["output"]).toMatchObject({ url: { value: "http://shop.internal.example.com" } });
  });

  test("has a test host that Session Manager reaches and nobody else", () => {
    expect(app.resources(STACK, "aws_instance")["test_host"]).toMatchObject({
      associate_public_ip_address: false,
      metadata_options: { http_tokens: "required" },
      root_block_device: { encrypted: true },
      vpc_security_group_ids: ["${aws_security_group.test_host.id}"],
    });
    expect(app.resources(STACK, "aws_instance")["test_host"]).not.toHaveProperty("key_name");
    const into = Object.values(app.resources(STACK, "aws_vpc_security_group_ingress_rule"));
    expect(into.filter((rule) => rule["security_group_id"] === "${aws_security_group.test_host.id}")).toEqual([]);
    const endpoints = Object.values(app.resources(STACK, "aws_vpc_endpoint")).map((each) => each["service_name"]);
    expect(endpoints).toEqual(
      expect.arrayContaining(["com.amazonaws.us-west-2.ssm", "com.amazonaws.us-west-2.ssmmessages"]),
    );
  });

  test("comes after the producer, and nothing of the environment's after it", () => {
    expect(JSON.stringify(app.json("dev-http-api"))).not.toContain("consumer");
    expect(app.ids.indexOf(STACK)).toBeGreaterThan(app.ids.indexOf("dev-fargate-vpc-link"));
  });
});

test("a consumer in a VPC that exists takes its subnets in the zones of the service, and makes no other thing in it", () => {
  const app = appOf({ network: { existing }, testHost: true });
  const endpoints = app.resources(STACK, "aws_vpc_endpoint");
  expect(Object.keys(endpoints)).toEqual(["endpoint"]);
  expect(String(endpoints["endpoint"]?.["subnet_ids"])).toMatch(/^\$\{\[for subnet in .*availability_zone_id\)\]\}$/);
  expect(app.resources(STACK, "aws_vpc")).toEqual({});
  expect(app.resources(STACK, "aws_subnet")).toEqual({});
});

test("a consumer in another Region: the service is offered to it, and its endpoint says where the service is", () => {
  const app = appOf({ region: "eu-west-1", testHost: true });
  const json = app.json(STACK) as unknown as Record<string, Record<string, unknown>>;
  expect(json["provider"]?.["aws"]).toMatchObject([
    { region: "eu-west-1" },
    { alias: "producer", region: "us-west-2" },
  ]);
  expect(json["terraform"]?.["backend"]).toMatchObject({ s3: { region: "us-west-2" } });
  expect(app.resources(STACK, "aws_vpc_endpoint")["endpoint"]).toMatchObject({ service_region: "us-west-2" });
  expect(Object.values(app.resources("dev-fargate-vpc-link", "aws_vpc_endpoint_service"))).toMatchObject([
    { supported_regions: ["eu-west-1", "us-west-2"] },
  ]);
  const zones = Object.values(app.resources(STACK, "aws_subnet")).map((subnet) => String(subnet["availability_zone"]));
  expect(zones).toEqual([expect.stringMatching(/names\[0\]\}$/), expect.stringMatching(/names\[1\]\}$/)]);
  expect(JSON.stringify(json["output"]?.["test_host_session"])).toContain("--region eu-west-1");
  const access = { repository: "example/shop", repositoryId: "1", ownerId: "2" };
  const deploys = appOf({ region: "eu-west-1" }, { access }).resources("access-dev", "aws_iam_policy");
  expect(String(deploys["deploy_network"]?.["policy"])).toContain("vpce:AllowMultiRegion");
});

describe("a consumer of somebody else's endpoint service", () => {
  const serviceName = "com.amazonaws.vpce.us-west-2.vpce-svc-0a1b2c3d4e5f67890";
  const settings = { privateLink: undefined };

  test("needs no PrivateLink of the environment, lies in two zones of the service, and accepts nothing", () => {
    const app = appOf({ serviceName, port: 8443 }, settings);
    expect(app.resources(STACK, "aws_vpc_endpoint")["endpoint"]).toMatchObject({ service_name: serviceName });
    expect(app.resources(STACK, "aws_vpc_endpoint_connection_accepter")).toEqual({});
    const zones = Object.values(app.resources(STACK, "aws_subnet")).map((subnet) => subnet["availability_zone"]);
    expect(zones).toHaveLength(2);
    for (const [index, zone] of zones.entries())
      expect(zone).toMatch(new RegExp(`sort\\(.*availability_zones\\)\\[${String(index)}`));
    const [rule] = Object.values(app.resources(STACK, "aws_vpc_security_group_ingress_rule"));
    expect(rule).toMatchObject({ from_port: 8443 });
  });

  test("in another Region names that Region, and asks for no zones", () => {
    const app = appOf({ serviceName: serviceName.replace("us-west-2", "eu-west-1") }, settings);
    expect(app.resources(STACK, "aws_vpc_endpoint")["endpoint"]).toMatchObject({ service_region: "eu-west-1" });
    expect(app.json(STACK)).not.toHaveProperty("data.aws_vpc_endpoint_service");
  });

  test("in a VPC that exists takes its subnets in the zones of the service", () => {
    const app = appOf({ serviceName, network: { existing } }, settings);
    expect(String(app.resources(STACK, "aws_vpc_endpoint")["endpoint"]?.["subnet_ids"])).toMatch(
      /availability_zones, subnet\.availability_zone\)\]\}$/,
    );
  });
});

test("an account equal to the environment's is another VPC of it, which needs no role", () => {
  const account = "111111111111";
  const app = appOf({ account, roleArn: undefined }, { privateLink: { ...privateLink, allow: [account] } });
  const json = app.json(STACK) as unknown as Record<string, Record<string, unknown>>;
  const [provider] = json["provider"]?.["aws"] as Record<string, unknown>[];
  expect(provider).toMatchObject({ allowed_account_ids: [account] });
  expect(provider).not.toHaveProperty("assume_role");
  expect(Object.keys(app.resources(STACK, "aws_vpc"))).toEqual(["vpc"]);
});

test("with TLS the URL is HTTPS", () => {
  const certificateArn = "arn:aws:acm:us-west-2:111111111111:certificate/11111111-2222-3333-4444-555555555555";
  const internalTls = { certificateArn, serverName: "shop.internal.example.com" };
  const app = appOf({ domainName: "shop.internal.example.com" }, { internalTls });
  expect(app.json(STACK)).toMatchObject({ output: { url: { value: "https://shop.internal.example.com" } } });
});

test("the roles that plan and deploy may assume a consumer's role", () => {
  const access = { repository: "example/shop", repositoryId: "1", ownerId: "2" };
  const policies = appOf({}, { access }).resources("access-dev", "aws_iam_policy");
  const assuming = Object.entries(policies).filter(([, { policy }]) => String(policy).includes(roleArn));
  expect(assuming.map(([name]) => name)).toEqual(["deploy_read", "plan_plan"]);
});

describe("a consumer is refused", () => {
  function problems(consumer: object, environment: object = {}) {
    const consumers = { partner: { account: partner, roleArn, ...consumer } };
    return problemLines(configOf(services, { privateLink, consumers, ...environment }));
  }
  const at = "environments.dev.consumers.partner";

  test.each<[string, object, object, string]>([
    [
      "without PrivateLink",
      {},
      { privateLink: undefined },
      `${at}: needs environments.dev.privateLink, which its endpoint connects to; say there which services, and who may connect, or name another's service with serviceName`,
    ],
    [
      "of an account that PrivateLink does not admit",
      { account: "444444444444", roleArn: "arn:aws:iam::444444444444:role/deploy" },
      {},
      `${at}.account: got "444444444444", which privateLink.allow does not list; add the account there, or the role that it deploys with`,
    ],
    [
      "of another account without a role",
      { roleArn: undefined },
      {},
      `${at}.roleArn: is missing, and the deploy's credentials belong to account 111111111111; give the ARN of a role of account ${partner} that they may assume`,
    ],
    [
      "with a role of yet another account",
      { roleArn: "arn:aws:iam::444444444444:role/deploy" },
      {},
      `${at}.roleArn: got "arn:aws:iam::444444444444:role/deploy", which is of account 444444444444; give a role of account ${partner}`,
    ],
    [
      "with two networks",
      { network: { cidr: "10.0.0.0/24", existing } },
      {},
      `${at}.network.cidr: got "10.0.0.0/24" with network.existing, which has its own; leave it out`,
    ],
    [
      "in a range without room",
      { network: { cidr: "10.0.0.0/28" } },
      {},
      `${at}.network.cidr: got "10.0.0.0/28"; it is too large or too small; give one of /16 to /25`,
    ],
    [
      "in a range that begins elsewhere",
      { network: { cidr: "10.0.0.1/24" } },
      {},
      `${at}.network.cidr: got "10.0.0.1/24"; it does not start on its own boundary; give 10.0.0.0/24`,
    ],
    [
      "in another partition",
      { region: "cn-north-1" },
      {},
      `${at}.region: got "cn-north-1", which is of another partition than us-west-2; PrivateLink does not cross partitions`,
    ],
    [
      "of a service of another partition",
      { serviceName: "cn.com.amazonaws.vpce.cn-north-1.vpce-svc-0a1b2c3d4e5f67890" },
      {},
      `${at}.serviceName: got "cn.com.amazonaws.vpce.cn-north-1.vpce-svc-0a1b2c3d4e5f67890", which is of another partition than us-west-2; PrivateLink does not cross partitions`,
    ],
    [
      "of what is no endpoint service",
      { serviceName: "com.amazonaws.us-west-2.s3" },
      {},
      `${at}.serviceName: got "com.amazonaws.us-west-2.s3"; give the name of an endpoint service, like "com.amazonaws.vpce.us-west-2.vpce-svc-0a1b2c3d4e5f67890"`,
    ],
    [
      "of a service in a Region that AWS does not have",
      { serviceName: "com.amazonaws.vpce.us-west-9.vpce-svc-0a1b2c3d4e5f67890" },
      {},
      `${at}.serviceName: got "com.amazonaws.vpce.us-west-9.vpce-svc-0a1b2c3d4e5f67890", whose Region "us-west-9" is not one of AWS's`,
    ],
    [
      "with a port of the environment's own service",
      { port: 8443 },
      {},
      `${at}.port: got 8443, and the environment's own service has the port of its load balancer; leave it out, or name another's service with serviceName`,
    ],
  ])("%s", (_what, consumer, environment, problem) => {
    expect(problems(consumer, environment)).toEqual([problem]);
  });

  test("but not where its range is taken by the environment: PrivateLink routes nothing between them", () => {
    expect(problems({ network: { cidr: "10.0.0.0/16" } })).toEqual([]);
  });
});

test("a consumer's name that the certificate may not be for is warned about", () => {
  const certificateArn = "arn:aws:acm:us-west-2:111111111111:certificate/11111111-2222-3333-4444-555555555555";
  const internalTls = { certificateArn, serverName: "internal.example.com" };
  function warnings(domainName?: string) {
    const partnerOf = { account: partner, roleArn, ...(domainName === undefined ? {} : { domainName }) };
    const raw = configOf(services, { privateLink, internalTls, consumers: { partner: partnerOf } });
    const { config } = resolveConfig(raw);
    return (config ? configWarnings(config, raw) : []).map(formatProblem);
  }
  const at = "environments.dev.consumers.partner.domainName";
  expect(warnings("internal.example.com")).toEqual([]);
  expect(warnings("shop.example.com")).toEqual([
    `${at}: got "shop.example.com", and internalTls.serverName is "internal.example.com": clients refuse the certificate unless it covers both names`,
  ]);
  expect(warnings()).toEqual([
    expect.stringContaining(`${at}: is absent, and no certificate covers the endpoint's own name`),
  ]);
});
