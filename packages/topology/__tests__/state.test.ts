import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { readStates } from "@private-http-api/terraform-json";
import { readTopology } from "../src/topology";
import { temporaryFolder } from "@private-http-api/test-support";

function resource(type: string, name: string, attributes: Record<string, unknown>, mode = "managed"): unknown {
  return { mode, type, name, provider: "p", instances: [{ schema_version: 0, attributes }] };
}

/** As the AWS provider writes them: concrete values, blocks as lists. */
const producer = [
  resource("aws_apigatewayv2_vpc_link", "link", { id: "vl1", arn: "arn:link" }),
  resource("aws_lb", "nlb", { id: "arn:nlb", arn: "arn:nlb", name: "front", load_balancer_type: "network" }),
  resource("aws_lb_listener", "carts", {
    ...{ id: "arn:listener", arn: "arn:listener", load_balancer_arn: "arn:nlb", port: 81, protocol: "TCP" },
    default_action: [{ type: "forward", target_group_arn: "arn:tg", forward: [], redirect: [], fixed_response: [] }],
  }),
  resource("aws_lb_target_group", "carts", {
    ...{ id: "arn:tg", arn: "arn:tg", name: "carts123", protocol: "TCP", deregistration_delay: "35" },
    health_check: [{ protocol: "TCP", path: "", matcher: "", interval: 10, timeout: 5 }],
  }),
  resource("aws_service_discovery_private_dns_namespace", "ns", { id: "ns-1", name: "shop.local" }),
  resource("aws_service_discovery_service", "stock", {
    ...{ id: "srv-1", arn: "arn:srv", name: "stock" },
    dns_config: [{ namespace_id: "ns-1" }],
  }),
  ...["carts", "stock"].map((name) =>
    resource("aws_ecs_task_definition", name, {
      ...{ id: name, arn: `arn:task/${name}:3`, arn_without_revision: `arn:task/${name}`, family: name },
      container_definitions: JSON.stringify([
        { name, image: `r.test/${name}@sha256:abc`, portMappings: [{ containerPort: 8080 }], user: "1000:1000" },
      ]),
    }),
  ),
  resource("aws_ecs_service", "carts", {
    ...{ id: "arn:svc/carts", name: "carts", desired_count: 1, task_definition: "arn:task/carts:3" },
    load_balancer: [{ container_name: "carts", container_port: 8080, target_group_arn: "arn:tg" }],
    service_registries: [],
  }),
  resource("aws_ecs_service", "stock", {
    ...{ id: "arn:svc/stock", name: "stock", desired_count: 1, task_definition: "arn:task/stock" },
    load_balancer: [],
    service_registries: [{ container_name: "stock", container_port: 8080, registry_arn: "arn:srv" }],
  }),
];

const images = [
  resource("docker_registry_image", "carts", { name: "r.test/carts:tag", sha256_digest: "sha256:abc" }),
  resource("docker_image", "carts", { name: "r.test/carts:tag", build: [{ context: "../../../services/carts" }] }),
];

const api = [
  resource("aws_apigatewayv2_api", "api", { id: "api1", name: "shop", cors_configuration: [] }),
  resource("aws_apigatewayv2_stage", "stage", {
    ...{ id: "$default", api_id: "api1", name: "$default" },
    default_route_settings: [{ throttling_burst_limit: 0, throttling_rate_limit: 0 }],
    stage_variables: { color: "${not an expression}" },
  }),
  resource("aws_apigatewayv2_integration", "nlb", {
    ...{ id: "i1", api_id: "api1", integration_type: "HTTP_PROXY", integration_method: "ANY" },
    ...{ connection_type: "VPC_LINK", connection_id: "vl1", integration_uri: "arn:listener" },
    timeout_milliseconds: 29000,
  }),
  resource("aws_apigatewayv2_integration", "map", {
    ...{ id: "i2", api_id: "api1", integration_type: "HTTP_PROXY", integration_method: "ANY" },
    ...{ connection_type: "VPC_LINK", connection_id: "vl1", integration_uri: "arn:srv?ECS_SERVICE_NAME=stock" },
  }),
  resource("aws_apigatewayv2_route", "carts", { api_id: "api1", route_key: "ANY /carts", target: "integrations/i1" }),
  resource("aws_apigatewayv2_route", "stock", { api_id: "api1", route_key: "ANY /stock", target: "integrations/i2" }),
];

function stateFiles(states: Readonly<Record<string, readonly unknown[]>>): string {
  const folder = temporaryFolder();
  for (const [name, resources] of Object.entries(states)) {
    writeFileSync(join(folder, `${name}.tfstate`), JSON.stringify({ version: 4, serial: 1, resources }));
  }
  return folder;
}

test("references in states are resolved by ARN and id, across all files", () => {
  const folder = stateFiles({ "dev-images": images, "dev-fargate-vpc-link": producer, "dev-http-api": api });
  const topology = readTopology(readStates([folder]), "/project");
  const [carts, stock] = topology.api.routes.map(({ integration }) => integration);
  expect(topology.api.stage).toEqual({
    name: "$default",
    routeThrottles: {},
    variables: { color: "${not an expression}" },
  });
  expect(carts).toMatchObject({
    backend: {
      kind: "nlb-listener",
      listener: { loadBalancer: "front", port: 81, group: { healthCheck: { protocol: "TCP", path: "/" } } },
    },
  });
  expect(stock).toMatchObject({
    backend: {
      kind: "cloud-map",
      service: { namespace: "shop.local", name: "stock" },
      queryParameters: { ECS_SERVICE_NAME: "stock" },
    },
  });
  // Two services with the same digest: the repository tells which build belongs to which.
  expect(topology.services.map(({ task }) => task.containers[0]?.buildContext)).toEqual(["services/carts", undefined]);
});

test("a build context is relative to where the state's stack was synthesized", () => {
  const name = "r.test/carts:tag";
  const deeper = [
    resource("docker_registry_image", "carts", { name, sha256_digest: "sha256:abc" }),
    resource("docker_image", "carts", { name, build: [{ context: "../../../../../services/carts" }] }),
  ];
  const folder = stateFiles({ "dev-images": deeper, "dev-fargate-vpc-link": producer, "dev-http-api": api });
  const topology = readTopology(readStates([folder]), "/project", { outdir: "/project/.deploy-local/dev/cdktf.out" });
  expect(topology.services[0]?.task.containers[0]?.buildContext).toBe("services/carts");
});

test("a missing target of a reference between states is left out, and both ends are named", () => {
  const folder = stateFiles({ "dev-http-api": api });
  const { api: served, gaps } = readTopology(readStates([folder]), "/project");
  expect(served.routes.map(({ integration }) => integration.kind)).toEqual(["unserved", "unserved"]);
  expect(gaps[0]).toMatch(
    /^dev-http-api: aws_apigatewayv2_integration\.nlb refers by integration_uri to arn:listener, but .*dev-http-api\.tfstate has no such aws_lb_listener or aws_service_discovery_service\.$/,
  );
});

test.each<[string, () => string, RegExp]>([
  ["a path that does not exist", () => "/nowhere", /^--state \/nowhere does not exist;/],
  ["an empty folder", temporaryFolder, /has no file \*\.tfstate or \*\.json\.$/],
  [
    "a file that is not a state",
    () => {
      const file = join(temporaryFolder(), "x.json");
      writeFileSync(file, '{"version":3}');
      return file;
    },
    /is not a Terraform state of version 4;/,
  ],
])("%s is reported in one line", (_case, place, message) => {
  expect(() => readStates([place()])).toThrow(message);
});
