import { UserError } from "@private-http-api/cli-kit";
import type { EcsService, EcsServiceRef } from "./backends";
import { readPlacement } from "./placement";
import { type Attributes, follow, type Resource, type Terraform } from "@private-http-api/terraform-json";
import { readTaskDefinition } from "./task-definitions";

/** The ECS services, and which of them register with a target group or a Cloud Map service. */
export class EcsServices {
  readonly all: readonly EcsService[];
  private readonly byRegistry = new Map<Resource, EcsServiceRef[]>();

  constructor(
    private readonly terraform: Terraform,
    project: string,
    outdir: string,
  ) {
    this.all = terraform.resources("aws_ecs_service").map((resource) => {
      const definition = follow(terraform, resource, resource.attributes, "task_definition", [
        "aws_ecs_task_definition",
      ]);
      const service: EcsService = {
        address: resource.address,
        name: resource.attributes.requiredText("name"),
        ...readPlacement(terraform, resource),
        // The provider's default: 0.
        desiredCount: resource.attributes.number("desired_count") ?? 0,
        healthCheckGracePeriodSeconds: resource.attributes.number("health_check_grace_period_seconds") ?? 0,
        task: readTaskDefinition(terraform, definition, project, outdir),
      };
      for (const block of resource.attributes.blocks("load_balancer")) {
        this.register(resource, service, block, "target_group_arn", "aws_lb_target_group");
      }
      for (const block of resource.attributes.blocks("service_registries")) {
        this.register(resource, service, block, "registry_arn", "aws_service_discovery_service");
      }
      return service;
    });
  }

  /** Services whose tasks are targets of the target group, or instances of the Cloud Map service. */
  registeredWith(registry: Resource): readonly EcsServiceRef[] {
    return this.byRegistry.get(registry) ?? [];
  }

  private register(from: Resource, service: EcsService, block: Attributes, attribute: string, type: string): void {
    const registry = follow(this.terraform, from, block, attribute, [type]);
    const containers = service.task.containers;
    // Only `service_registries` may leave the container out: an A record needs the task's address alone.
    const containerName = block.text("container_name") ?? containers[0]?.name ?? "";
    const container = containers.find(({ name }) => name === containerName);
    if (container === undefined) {
      const names = containers.map(({ name }) => name).join(", ");
      throw new UserError(
        `${from.address} registers container ${containerName}; ${service.task.address} has ${names}.`,
      );
    }
    const containerPort = block.number("container_port") ?? block.number("port") ?? container.ports[0];
    if (containerPort === undefined || !container.ports.includes(containerPort)) {
      throw new UserError(
        `${from.address} registers port ${containerPort ?? "none"} of container ${containerName}; ${service.task.address} maps ${container.ports.join(", ")}.`,
      );
    }
    const ref: EcsServiceRef = { service, containerName, containerPort };
    this.byRegistry.set(registry, [...this.registeredWith(registry), ref]);
  }
}
