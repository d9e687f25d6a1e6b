import { UserError } from "@private-http-api/cli-kit";
import type { EcsService, EcsServiceRef, TaskDefinition } from "./backends";
import type { Gaps } from "./gaps";
import { containerOf, unknownTask } from "./outside";
import { readPlacement } from "./placement";
import { type Attributes, follow, type Resource, type Terraform, valueText } from "@private-http-api/terraform-json";
import { readTaskDefinition } from "./task-definitions";

/** The ECS services, and which of them register with a target group or a Cloud Map service. */
export class EcsServices {
  /** The services of this Terraform, with what they were read from. */
  readonly withResources: readonly { readonly service: EcsService; readonly resource: Resource }[];
  /** Placeholders for targets that register themselves, per registry that no service names. */
  private readonly outside = new Map<Resource, EcsServiceRef>();
  private readonly byRegistry = new Map<Resource, EcsServiceRef[]>();

  constructor(
    private readonly terraform: Terraform,
    private readonly project: string,
    private readonly outdir: string,
    private readonly gaps: Gaps,
  ) {
    this.withResources = terraform.resources("aws_ecs_service").flatMap((resource) =>
      gaps.reading(
        () => [{ service: this.read(resource), resource }],
        () => [],
      ),
    );
  }

  /** Includes the placeholders for services outside of this Terraform that were requested so far. */
  get all(): readonly EcsService[] {
    return [
      ...this.withResources.map(({ service }) => service),
      ...[...this.outside.values()].map(({ service }) => service),
    ];
  }

  /** Whether an ECS service of this Terraform registers its tasks there. */
  registered(registry: Resource): boolean {
    return this.byRegistry.has(registry);
  }

  /**
   * Services whose tasks are targets of the target group, or instances of the Cloud Map service. Where no service of this
   * Terraform registers, the result is a placeholder without tasks: `--service` gives it a process.
   * @param from the address that forwards to the registry
   */
  behind(registry: Resource, from: string): readonly EcsServiceRef[] {
    const registered = this.byRegistry.get(registry);
    if (registered !== undefined) return registered;
    const known = this.outside.get(registry) ?? this.standIn(registry, from);
    this.outside.set(registry, known);
    return [known];
  }

  private standIn(registry: Resource, from: string): EcsServiceRef {
    const { attributes, address } = registry;
    const name = attributes.textMap("tags")["Name"] ?? attributes.text("name") ?? registry.name;
    const containerPort = attributes.number("port") ?? 80;
    this.gaps.add(
      `${from} forwards to ${address}, but no aws_ecs_service registers tasks there: 503; --service ${name}=http://localhost:<port> sends its requests to a process.`,
    );
    const task = unknownTask(address, [containerOf(name, containerPort)]);
    const service = { address, name, zones: [], desiredCount: 0, healthCheckGracePeriodSeconds: 0, task };
    return { service, containerName: name, containerPort };
  }

  private read(resource: Resource): EcsService {
    const { attributes, address } = resource;
    const service: EcsService = {
      address,
      name: attributes.requiredText("name"),
      ...readPlacement(this.terraform, resource),
      // The provider's default: 0. DAEMON services do not set it, and run on every instance.
      desiredCount: attributes.number("desired_count") ?? (attributes.text("scheduling_strategy") === "DAEMON" ? 1 : 0),
      healthCheckGracePeriodSeconds: attributes.number("health_check_grace_period_seconds") ?? 0,
      task: this.task(resource),
    };
    for (const block of attributes.blocks("load_balancer")) {
      this.register(resource, service, block, "target_group_arn", "aws_lb_target_group");
    }
    for (const block of attributes.blocks("service_registries")) {
      this.register(resource, service, block, "registry_arn", "aws_service_discovery_service");
    }
    return service;
  }

  /** If the definition is missing or not understood, its containers are those that the service registers. */
  private task(service: Resource): TaskDefinition {
    return this.gaps.reading(
      () => readTaskDefinition(this.terraform, this.taskDefinition(service), this.project, this.outdir),
      () => {
        const blocks = ["load_balancer", "service_registries"].flatMap((name) => service.attributes.blocks(name));
        const containers = new Map(
          blocks.map((block) => {
            const name = block.text("container_name") ?? service.attributes.requiredText("name");
            return [name, containerOf(name, block.number("container_port") ?? block.number("port") ?? 80)];
          }),
        );
        return unknownTask(service.address, [...containers.values()]);
      },
    );
  }

  /** By ARN, family or `family:revision`. A newer revision, e.g. from a pipeline, gets the containers of its family. */
  private taskDefinition(service: Resource): Resource {
    const types = ["aws_ecs_task_definition"];
    const { attributes } = service;
    const named = attributes.value("task_definition");
    const found = named === undefined ? undefined : this.terraform.find(named, types, service);
    if (found?.type === "aws_ecs_task_definition") return found;
    const text = named === undefined ? undefined : valueText(named);
    const family = /(?:^|:task-definition\/)([\w-]+)(?::\d+)?$/.exec(text ?? "")?.[1];
    const other = this.terraform
      .resources("aws_ecs_task_definition")
      .find(({ attributes: own }) => family !== undefined && own.text("family") === family);
    if (other === undefined) return follow(this.terraform, service, attributes, "task_definition", types);
    this.gaps.add(
      `${service.address} runs ${text ?? ""}, which ${this.terraform.source} does not have; ${other.address} is used.`,
    );
    return other;
  }

  private register(from: Resource, service: EcsService, block: Attributes, attribute: string, type: string): void {
    this.gaps.reading(
      () => {
        const registry = follow(this.terraform, from, block, attribute, [type]);
        this.byRegistry.set(registry, [...(this.byRegistry.get(registry) ?? []), this.reference(from, service, block)]);
      },
      () => undefined,
    );
  }

  private reference(from: Resource, service: EcsService, block: Attributes): EcsServiceRef {
    const { containers } = service.task;
    // Only `service_registries` may leave the container out: an A record needs the task's address alone.
    const containerName = block.text("container_name") ?? containers[0]?.name ?? "";
    const container = containers.find(({ name }) => name === containerName);
    if (container === undefined) {
      const names = containers.map(({ name }) => name).join(", ");
      throw new UserError(
        `${from.address} registers container ${containerName}; ${service.task.address} has ${names}.`,
      );
    }
    const containerPort = block.number("container_port") ?? block.number("port") ?? container.ports[0] ?? 80;
    // ECS takes any port of a container that maps none: with host networking, and for A records.
    if (container.ports.length > 0 && !container.ports.includes(containerPort)) {
      throw new UserError(
        `${from.address} registers port ${containerPort} of container ${containerName}; ${service.task.address} maps ${container.ports.join(", ")}.`,
      );
    }
    return { service, containerName, containerPort };
  }
}
