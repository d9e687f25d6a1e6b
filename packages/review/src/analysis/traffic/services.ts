import {
  blocksOf,
  isObject,
  listOf,
  objectOf,
  parseJson,
  stableText,
  textOf,
  type JsonObject,
} from "@private-http-api/terraform-json";
import { identityOf, type Resource, type PlannedResources } from "../../plan/planned-resources";
import { SENSITIVE } from "../../plan/redact";
import { scalingTargetOf } from "../scaling";
import type { Subject } from "./subject";

/** A fact of a service that a reviewer compares; `secret` facts are reported as different, never shown. */
export interface Fact {
  readonly value: string;
  readonly secret: boolean;
  /** What is shown in place of a value that is only compared. */
  readonly instead?: string;
}

export interface ServiceState extends Subject {
  readonly facts: ReadonlyMap<string, Fact>;
}

/** ECS services with what they run, by identity. */
export function servicesOf(planned: PlannedResources): ReadonlyMap<string, ServiceState> {
  return new Map(
    planned.ofType("aws_ecs_service").map((service) => {
      const definition = planned.resolve(service, service.values["task_definition"], "aws_ecs_task_definition");
      const facts = new Map([
        ...sizeFacts(service, definition, scalingText(service, planned)),
        ...containerFacts(definition),
      ]);
      return [identityOf(service), { stack: service.stack, subject: planned.nameOf(service), facts }];
    }),
  );
}

/** `2 to 10` tasks; undefined where nothing scales the service. */
function scalingText(service: Resource, planned: PlannedResources): string | undefined {
  const limits = scalingTargetOf(service, planned)?.values;
  if (limits === undefined) return undefined;
  return `${textOf(limits["min_capacity"]) ?? "?"} to ${textOf(limits["max_capacity"]) ?? "?"}`;
}

function shown(name: string, value: string | undefined): readonly [string, Fact][] {
  return value === undefined ? [] : [[name, { value, secret: false }]];
}

function sizeFacts(
  service: Resource,
  definition: Resource | undefined,
  scaling: string | undefined,
): readonly [string, Fact][] {
  const capacity = blocksOf(service.values["capacity_provider_strategy"])
    .map((block) => `${textOf(block["capacity_provider"]) ?? ""} ${textOf(block["weight"]) ?? "0"}`)
    .sort()
    .join(", ");
  return [
    ...shown("cpu", textOf(definition?.values["cpu"])),
    ...shown("memory (MiB)", textOf(definition?.values["memory"])),
    ...shown("architecture", textOf(blocksOf(definition?.values["runtime_platform"])[0]?.["cpu_architecture"])),
    ...shown("tasks", scaling ?? textOf(service.values["desired_count"])),
    ...shown("capacity", capacity === "" ? textOf(service.values["launch_type"]) : capacity),
  ];
}

function containerFacts(definition: Resource | undefined): readonly [string, Fact][] {
  const text = textOf(definition?.values["container_definitions"]);
  if (definition === undefined || text === undefined) return [];
  // Whether two resources hide the same value, a plan does not tell.
  if (text === SENSITIVE) {
    return [["containers", { value: `${identityOf(definition)} ${text}`, secret: false, instead: text }]];
  }
  const containers = listOf(parseJson(text)).filter(isObject);
  if (containers.length === 0) return shown("containers", text.startsWith("(") ? text : "(cannot be read)");
  return containers.flatMap((container) => factsOfContainer(container, containers.length > 1));
}

function factsOfContainer(container: JsonObject, named: boolean): readonly [string, Fact][] {
  const prefix = named ? `${textOf(container["name"]) ?? "?"}: ` : "";
  return [
    ...shown(`${prefix}image`, imageText(textOf(container["image"]))),
    ...keys(container, "environment", `${prefix}environment `, "value"),
    ...keys(container, "secrets", `${prefix}secret `, "valueFrom"),
  ];
}

function keys(container: JsonObject, list: string, prefix: string, value: string): readonly [string, Fact][] {
  return blocksOf(container[list]).map((entry) => [
    `${prefix}${textOf(entry["name"]) ?? "?"}`,
    { value: stableText(objectOf(entry)[value]), secret: true },
  ]);
}

/** The host that an image's name may begin with; a dot or a port distinguishes it from a folder. */
const REGISTRY = /^(localhost|[^/]*[.:][^/]*)\//;

/** A digest says which image it is; one that this apply builds is not known yet. */
function imageText(image: string | undefined): string | undefined {
  if (image === undefined) return undefined;
  const [repository, digest] = image.split("@");
  if (digest === undefined) return image.includes("${") ? "(known after apply)" : image;
  if (digest.includes("${")) return "(new digest, known after apply)";
  const name = repository?.includes("${") === true ? "" : (repository?.replace(REGISTRY, "") ?? "");
  return `${name}@${digest.slice(0, "sha256:".length + 12)}`;
}
