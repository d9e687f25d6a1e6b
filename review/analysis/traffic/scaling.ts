import { textOf } from "../../plan/json";
import type { Resource, World } from "../../plan/world";

/** Finds how far a service scales by the id of its scaling target: `service/<cluster>/<service>`. */
export class Scaling {
  private readonly byName = new Map<string, Resource>();
  /** Targets whose service is named by a reference. */
  private readonly byReference: { readonly id: string; readonly target: Resource }[] = [];

  constructor(world: World) {
    for (const target of world.ofType("aws_appautoscaling_target")) {
      const id = textOf(target.values["resource_id"]);
      if (id?.startsWith("service/") !== true) continue;
      if (id.includes("${")) this.byReference.push({ id, target });
      const name = `${target.stack}|${id.slice(id.lastIndexOf("/") + 1)}`;
      if (!this.byName.has(name)) this.byName.set(name, target);
    }
  }

  /** `2 to 10` tasks; undefined where nothing scales the service. */
  of(service: Resource): string | undefined {
    const name = textOf(service.values["name"]);
    if (name === undefined) return undefined;
    const target = this.byName.get(`${service.stack}|${name}`) ?? this.referring(service);
    if (target === undefined) return undefined;
    return `${textOf(target.values["min_capacity"]) ?? "?"} to ${textOf(target.values["max_capacity"]) ?? "?"}`;
  }

  private referring(service: Resource): Resource | undefined {
    const reference = `${service.address}.name`;
    return this.byReference.find(({ id, target }) => target.stack === service.stack && id.includes(reference))?.target;
  }
}
