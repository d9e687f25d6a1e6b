import { configOf, service, topologyOf } from "@private-http-api/test-support";

const image = { uri: "111111111111.dkr.ecr.us-west-2.amazonaws.com/team/app:1.0.0" };
const services = {
  books: service("/api/books", { image, authorization: "iam", privateLink: { bypassesAuthorization: true } }),
  authors: service("/api/authors", { image }),
};
const partner = { account: "333333333333", roleArn: "arn:aws:iam::333333333333:role/deploy" };

test("a consumer's requests come to the listener of PrivateLink, and from there to what its rules name", () => {
  const { consumers } = topologyOf(
    configOf(services, {
      privateLink: { allow: ["333333333333"], services: ["books"] },
      consumers: { partner },
    }),
  );
  expect(consumers).toMatchObject([
    {
      name: "partner",
      address: "dev-consumer-partner: aws_vpc_endpoint.endpoint",
      account: "333333333333",
      provider: "111111111111",
      via: [
        "dev-consumer-partner: aws_vpc_endpoint.endpoint",
        "dev-fargate-vpc-link: aws_vpc_endpoint_service.private_link",
        "dev-fargate-vpc-link: aws_lb_listener.private_link",
      ],
      backend: { kind: "alb-listener", listener: { port: 8080 } },
    },
  ]);
  const [consumer] = consumers ?? [];
  const rules = consumer?.backend.kind === "alb-listener" ? consumer.backend.listener.rules : [];
  expect(rules.map(({ conditions, action }) => [conditions, action.type])).toEqual([
    [[{ field: "path-pattern", values: ["/_private-link/health"] }], "fixed-response"],
    [[{ field: "path-pattern", values: ["/api/books", "/api/books/*"] }], "forward"],
  ]);
});

test("a private REST API is called through the endpoints of its consumers, which its policy names by their addresses", () => {
  const { restEndpoints, consumers, api } = topologyOf(
    configOf(
      { authors: services.authors },
      {
        api: { kind: "rest", endpoint: "private", stage: "live", allowedVpcEndpoints: ["vpce-0a1b2c3d"] },
        consumers: { own: { account: "111111111111", restApi: true }, partner: { ...partner, restApi: true } },
      },
    ),
  );
  const addresses = ["own", "partner"].map((name) => `dev-consumer-${name}: aws_vpc_endpoint.endpoint`);
  expect(restEndpoints).toEqual(
    ["own", "partner"].map((name, index) => ({ name, address: addresses[index], id: addresses[index] })),
  );
  expect(consumers).toBeUndefined();
  expect(api.rest?.policy).toContain(JSON.stringify(["vpce-0a1b2c3d", ...addresses]));
});

test("an environment without consumers has none", () => {
  expect(topologyOf(configOf(services)).consumers).toBeUndefined();
});

test("a consumer's API leads through load balancer, endpoint and endpoint service to the listener of PrivateLink", () => {
  const config = configOf(services, {
    privateLink: { allow: [partner.roleArn], services: ["books"] },
    consumers: { partner: { ...partner, api: true } },
  });
  const { api, consumers } = topologyOf(config, { from: "partner" });
  expect(api.address).toBe("dev-consumer-partner: aws_apigatewayv2_api.api");
  expect(consumers).toMatchObject([{ name: "partner", api: api.address }]);
  expect(api.routes.map(({ key }) => key).sort()).toEqual(["ANY /api/books", "ANY /api/books/{proxy+}"]);
  expect(api.routes[0]).toMatchObject({
    authorization: { type: "AWS_IAM" },
    integration: {
      backend: {
        kind: "alb-listener",
        listener: { address: "dev-fargate-vpc-link: aws_lb_listener.alb_private_link" },
        via: [
          "dev-consumer-partner: aws_lb_listener.balancer",
          "dev-consumer-partner: aws_vpc_endpoint.endpoint",
          "dev-fargate-vpc-link: aws_vpc_endpoint_service.private_link",
          "dev-fargate-vpc-link: aws_lb_listener.private_link",
        ],
      },
    },
  });
  const environments = topologyOf(config);
  expect(environments.api.address).toBe("dev-http-api: aws_apigatewayv2_api.api");
  expect(environments.gaps).toEqual([]);
});
