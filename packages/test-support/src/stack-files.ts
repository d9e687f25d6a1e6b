import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { temporaryFolder } from "./temporary-folder";

/** A synth output with these stacks. */
export function synthOutput(stacks: Readonly<Record<string, unknown>>): string {
  const outdir = temporaryFolder();
  for (const [id, stack] of Object.entries(stacks)) {
    const folder = join(outdir, "stacks", id);
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, "cdk.tf.json"), typeof stack === "string" ? stack : JSON.stringify(stack));
  }
  writeFileSync(join(outdir, "manifest.json"), JSON.stringify({ stacks: manifestOf(Object.keys(stacks)) }));
  return outdir;
}

function manifestOf(ids: readonly string[]): object {
  return Object.fromEntries(
    ids.map((id) => [
      id,
      { synthesizedStackPath: `stacks/${id}/cdk.tf.json`, workingDirectory: `stacks/${id}`, dependencies: [] },
    ]),
  );
}

/** A service behind a load balancer, in two stacks; tests replace parts of it. */
export function sampleProducer(): StackJson {
  return {
    resource: {
      aws_apigatewayv2_vpc_link: { link: { name: "link" } },
      aws_lb: { alb: { name: "shop", internal: true } },
      aws_lb_listener: {
        http: {
          load_balancer_arn: "${aws_lb.alb.arn}",
          port: 80,
          default_action: [
            { type: "fixed-response", fixed_response: { content_type: "text/plain", status_code: "404" } },
          ],
        },
      },
      aws_lb_listener_rule: {
        carts: {
          listener_arn: "${aws_lb_listener.http.arn}",
          priority: 10,
          condition: [{ path_pattern: { values: ["/carts", "/carts/*"] } }],
          action: [{ type: "forward", target_group_arn: "${aws_lb_target_group.carts.arn}" }],
        },
      },
      aws_lb_target_group: { carts: { name_prefix: "carts", health_check: { path: "/carts/health" } } },
      aws_ecs_service: {
        carts: {
          name: "carts",
          desired_count: 2,
          task_definition: "${aws_ecs_task_definition.carts.arn}",
          load_balancer: [
            { container_name: "carts", container_port: 8080, target_group_arn: "${aws_lb_target_group.carts.arn}" },
          ],
        },
      },
      aws_ecs_task_definition: {
        carts: {
          family: "carts",
          cpu: "512",
          memory: "1024",
          container_definitions: JSON.stringify([
            { name: "carts", image: "example/carts:1", portMappings: [{ containerPort: 8080 }] },
          ]),
        },
      },
    },
    output: {
      listener: { value: "${aws_lb_listener.http.arn}" },
      link: { value: "${aws_apigatewayv2_vpc_link.link.id}" },
    },
    terraform: { backend: { s3: { bucket: "states", key: "producer", use_lockfile: true } } },
  };
}

export function sampleApi(): StackJson {
  return {
    data: {
      terraform_remote_state: { producer: { backend: "s3", config: { bucket: "states", key: "producer" } } },
    },
    resource: {
      aws_apigatewayv2_api: { api: { name: "shop", protocol_type: "HTTP" } },
      aws_apigatewayv2_stage: { stage: { api_id: "${aws_apigatewayv2_api.api.id}", name: "$default" } },
      aws_apigatewayv2_integration: {
        alb: {
          api_id: "${aws_apigatewayv2_api.api.id}",
          integration_type: "HTTP_PROXY",
          integration_method: "ANY",
          connection_type: "VPC_LINK",
          connection_id: "${data.terraform_remote_state.producer.outputs.link}",
          integration_uri: "${data.terraform_remote_state.producer.outputs.listener}",
        },
      },
      aws_apigatewayv2_route: {
        carts: {
          api_id: "${aws_apigatewayv2_api.api.id}",
          route_key: "ANY /carts",
          target: "integrations/${aws_apigatewayv2_integration.alb.id}",
        },
      },
    },
    terraform: { backend: { s3: { bucket: "states", key: "api" } } },
  };
}

type Blocks = Record<string, Record<string, Record<string, unknown>>>;

export interface StackJson {
  resource: Blocks;
  data?: Blocks;
  output?: Record<string, { value: unknown }>;
  terraform: { backend: Record<string, Record<string, unknown>> };
}
