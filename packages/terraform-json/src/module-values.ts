import { isObject, type Json, type JsonObject, listOf, objectOf, textOf } from "./json";

/** A resource in the output of `terraform show -json`, in a state or in a plan's planned values. */
export interface ShownResource {
  /** With module and instance key: `module.a["x"].aws_lb.front[0]`. */
  readonly address: string;
  readonly mode: "managed" | "data";
  readonly type: string;
  readonly name: string;
  readonly values: JsonObject;
}

/**
 * All resources of a module and the modules in it
 * (https://developer.hashicorp.com/terraform/internals/json-format, "Values Representation").
 */
export function resourcesOfModule(module: Json | undefined): readonly ShownResource[] {
  const { resources, child_modules: children } = objectOf(module);
  return [...listOf(resources).flatMap(shownResource), ...listOf(children).flatMap(resourcesOfModule)];
}

function shownResource(json: Json): readonly ShownResource[] {
  const { address, mode, type, name, values } = objectOf(json);
  const [where, what] = [textOf(address), textOf(type)];
  if (where === undefined || what === undefined) return [];
  const shown = isObject(values) ? values : {};
  return [
    { address: where, mode: mode === "data" ? "data" : "managed", type: what, name: textOf(name) ?? "", values: shown },
  ];
}
