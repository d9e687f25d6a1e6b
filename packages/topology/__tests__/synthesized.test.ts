import { dirname } from "node:path";
import { UserError } from "@private-http-api/cli-kit";
import type { TargetGroup } from "../src/backends";
import { environmentsIn, readSynthesized } from "@private-http-api/terraform-json";
import { readTopology, type Topology } from "../src/topology";
import { sampleApi, sampleProducer, type StackJson, synthOutput } from "@private-http-api/test-support";

function read(change: (producer: StackJson, api: StackJson) => void = () => undefined): Topology {
  const [producer, api] = [sampleProducer(), sampleApi()];
  change(producer, api);
  const outdir = synthOutput({ "dev-network": producer, "dev-http-api": api });
  return readTopology(readSynthesized(outdir, "dev"), dirname(outdir));
}

/** The target groups that the rules of the first route's load balancer forward to. */
function groupsOf({ api }: Topology): readonly TargetGroup[] {
  const integration = api.routes[0]?.integration;
  if (integration?.kind !== "http-proxy" || integration.backend.kind !== "alb-listener") throw new Error("no ALB");
  return integration.backend.listener.rules.flatMap(({ action }) =>
    action.type === "forward" ? action.targets.map(({ group }) => group) : [],
  );
}

function problemOf(change: (producer: StackJson, api: StackJson) => void): string {
  try {
    const { gaps } = read(change);
    if (gaps.length > 0) return gaps.join("\n");
  } catch (error) {
    if (error instanceof UserError) return error.message;
    throw error;
  }
  return "no problem";
}

test("references are followed from the route through the other stack's listener to the container", () => {
  const { api, services } = read();
  const integration = api.routes[0]?.integration;
  if (integration?.kind !== "http-proxy" || integration.backend.kind !== "alb-listener") throw new Error("no ALB");
  const { listener } = integration.backend;
  const action = listener.rules[0]?.action;
  if (action?.type !== "forward") throw new Error("no forward");
  expect(integration.vpcLink).toBe("dev-network: aws_apigatewayv2_vpc_link.link");
  expect(action.targets[0]?.group.services[0]?.service).toBe(services[0]);
  expect(services[0]).toMatchObject({ name: "carts", desiredCount: 2, task: { cpu: 512, memoryMiB: 1024 } });
});

test("a service has its cluster and the zones of its subnets, with stand-ins for those that only the account knows", () => {
  function placed(cluster: string, subnets: string[], region?: string) {
    return read((producer) => {
      const provider = region === undefined ? {} : { aws: [{ region }] };
      Object.assign(producer, { provider, data: { aws_availability_zones: { zones: {} } } });
      producer.resource["aws_ecs_cluster"] = { main: { name: "shop-dev" } };
      producer.resource["aws_subnet"] = {
        b: { availability_zone: "us-west-2b" },
        a: { availability_zone: "us-west-2a" },
        byId: { availability_zone_id: "usw2-az3" },
        byAccount: { availability_zone: "${data.aws_availability_zones.zones.names[0]}" },
      };
      Object.assign(producer.resource["aws_ecs_service"]?.["carts"] ?? {}, {
        cluster,
        network_configuration: { subnets },
      });
    }).services[0];
  }
  const all = ["${aws_subnet.b.id}", "${aws_subnet.a.id}", "${aws_subnet.byId.id}", "subnet-1"];
  expect(placed("${aws_ecs_cluster.main.arn}", all)).toMatchObject({
    cluster: "shop-dev",
    zones: ["us-west-2a", "us-west-2b"],
  });
  const mixed = ["${aws_subnet.byAccount.id}", "${aws_subnet.a.id}", "${aws_subnet.byId.id}"];
  expect(placed("shop", mixed, "us-west-2")?.zones).toEqual(["us-west-2a", "us-west-2b", "us-west-2c"]);
  expect(placed("shop", ["${aws_subnet.b.id}"], "us-west-2")?.zones).toEqual(["us-west-2b"]);
  const arn = "arn:aws:ecs:us-west-2:111111111111:cluster/shop";
  expect(placed(arn, [])).toMatchObject({ cluster: "shop", zones: [] });
});

test("attributes that Terraform JSON leaves out have the AWS provider's defaults", () => {
  expect(groupsOf(read())).toEqual([
    expect.objectContaining({
      deregistrationDelaySeconds: 300,
      healthCheck: {
        protocol: "HTTP",
        path: "/carts/health",
        matcher: "200",
        intervalSeconds: 30,
        timeoutSeconds: 5,
        healthyThreshold: 3,
        unhealthyThreshold: 3,
      },
    }),
  ]);
});

test("container definitions may be JSON text or jsonencode, with parts known after apply", () => {
  function definition(text: string) {
    return read((producer) => {
      producer.resource["aws_ecr_repository"] = { carts: {} };
      producer.resource["aws_ecs_task_definition"] = { carts: { family: "carts", container_definitions: text } };
    }).services[0]?.task.containers;
  }
  const asText = definition(
    '[{"name":"carts","image":"${aws_ecr_repository.carts.repository_url}:1","portMappings":[{"containerPort":8080}]}]',
  );
  const asExpression = definition(
    '${jsonencode([{"name" = "carts", "image" = "${aws_ecr_repository.carts.repository_url}:1", "portMappings" = [{"containerPort" = 8080}]}])}',
  );
  expect(asText?.[0]?.image).toBe("${aws_ecr_repository.carts.repository_url}:1");
  expect(asExpression).toEqual(asText);
});

test("an image built by the docker provider leads to its build context", () => {
  const { services } = read((producer) => {
    producer.resource["docker_image"] = {
      carts: { name: "r/carts:1", build: { context: "../../../services/carts", dockerfile: "Dockerfile.prod" } },
    };
    producer.resource["docker_registry_image"] = { carts: { name: "${docker_image.carts.name}" } };
    producer.resource["aws_ecs_task_definition"] = {
      carts: {
        family: "carts",
        container_definitions:
          '[{"name":"carts","image":"r/carts@${docker_registry_image.carts.sha256_digest}","portMappings":[{"containerPort":8080}]}]',
      },
    };
  });
  expect(services[0]?.task.containers[0]).toMatchObject({
    buildContext: "services/carts",
    dockerfile: "Dockerfile.prod",
  });
});

describe("a reference that leads nowhere names both ends", () => {
  function route(target: unknown) {
    return (_producer: StackJson, api: StackJson) => {
      api.resource["aws_apigatewayv2_route"] = {
        carts: { api_id: "${aws_apigatewayv2_api.api.id}", route_key: "ANY /carts", target },
      };
    };
  }
  test.each<[string, (producer: StackJson, api: StackJson) => void, string]>([
    [
      "a route to an integration that does not exist",
      route("integrations/${aws_apigatewayv2_integration.gone.id}"),
      "dev-http-api: aws_apigatewayv2_route.carts refers to aws_apigatewayv2_integration.gone, which dev-http-api does not have.",
    ],
    [
      "a route to an unknown id",
      route("integrations/abc"),
      "dev-http-api: aws_apigatewayv2_route.carts refers by target to integrations/abc, but",
    ],
    [
      "a route without a target",
      route(null),
      "dev-http-api: aws_apigatewayv2_route.carts has no target; it must name an aws_apigatewayv2_integration.",
    ],
    [
      "a rule to a target group without a service",
      (producer) => {
        producer.resource["aws_ecs_service"] = {};
      },
      "dev-network: aws_lb_listener_rule.carts forwards to dev-network: aws_lb_target_group.carts, but no aws_ecs_service registers tasks there: 503; --service carts=http://localhost:<port>",
    ],
    [
      "an output that the producer does not have",
      (producer) => {
        producer.output = {};
      },
      "dev-http-api: aws_apigatewayv2_integration.alb refers to output link of dev-network, which has no such output.",
    ],
    [
      "a remote state that no stack keeps",
      (producer) => {
        producer.terraform.backend = { s3: { bucket: "states", key: "elsewhere" } };
      },
      "dev-http-api: data.terraform_remote_state.producer reads a state that no stack of",
    ],
    [
      "a service that registers a container that its task lacks",
      (producer) => {
        producer.resource["aws_ecs_task_definition"] = {
          carts: { family: "carts", container_definitions: '[{"name":"web","portMappings":[{"containerPort":8080}]}]' },
        };
      },
      "dev-network: aws_ecs_service.carts registers container carts; dev-network: aws_ecs_task_definition.carts has web.",
    ],
    [
      "a service that registers a port that its container does not map",
      (producer) => {
        producer.resource["aws_ecs_task_definition"] = {
          carts: { family: "carts", container_definitions: '[{"name":"carts","portMappings":[{"containerPort":1}]}]' },
        };
      },
      "registers port 8080 of container carts; dev-network: aws_ecs_task_definition.carts maps 1.",
    ],
    [
      "container definitions that are not JSON",
      (producer) => {
        producer.resource["aws_ecs_task_definition"] = { carts: { family: "carts", container_definitions: "[{" } };
      },
      "dev-network: aws_ecs_task_definition.carts: container_definitions cannot be read",
    ],
    [
      "an API without a stage",
      (_producer, api) => {
        api.resource["aws_apigatewayv2_stage"] = {};
      },
      "dev-http-api: aws_apigatewayv2_api.api has no aws_apigatewayv2_stage in ",
    ],
  ])("%s", (_case, change, message) => {
    expect(problemOf(change)).toContain(message);
  });
});

test("an environment whose name is the prefix of another keeps its own stacks", () => {
  const empty = { terraform: { backend: {} }, resource: {} };
  const outdir = synthOutput({ "dev-http-api": empty, "dev-eu-http-api": sampleApi(), "state-dev": empty });
  expect(environmentsIn(outdir)).toEqual(["dev", "dev-eu"]);
  expect(readSynthesized(outdir, "dev").resources("aws_apigatewayv2_api")).toHaveLength(0);
  expect(readSynthesized(outdir, "dev-eu").resources("aws_apigatewayv2_api")).toHaveLength(1);
});

test("a missing or broken synth output is reported in one line", () => {
  expect(() => readSynthesized("/nowhere", "dev")).toThrow(
    /^\/nowhere\/manifest.json does not exist; `npm run synth` writes it/,
  );
  const outdir = synthOutput({ "dev-http-api": "{" });
  expect(() => readSynthesized(outdir, "dev")).toThrow(
    /cdk\.tf\.json is not Terraform JSON; `npm run synth` writes a new one\.$/,
  );
});
