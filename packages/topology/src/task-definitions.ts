import { existsSync } from "node:fs";
import { relative, resolve } from "node:path";
import { z } from "zod";
import { UserError } from "@private-http-api/cli-kit";
import type { Container, TaskDefinition } from "./backends";
import {
  decodeJson,
  isMap,
  Reference,
  type Resource,
  Template,
  type Terraform,
  valueText,
  type Value,
} from "@private-http-api/terraform-json";

/** A text or a number; a part that is known after apply keeps Terraform's form. */
const text = z.custom<Value>((value) => value !== undefined).transform(valueText);

/** The value of a variable; `undefined` if it is known after apply. */
const variable = z
  .custom<Value>()
  .default("")
  .transform((value) => (value instanceof Reference || value instanceof Template ? undefined : valueText(value)));

/** The parts of ECS's ContainerDefinition (API reference) that matter on a local machine. */
const containerSchema = z.object({
  name: text,
  image: z.custom<Value>().optional(),
  essential: z.union([z.boolean(), z.stringbool()]).default(true),
  environment: z.array(z.object({ name: text, value: variable })).default([]),
  secrets: z.array(z.object({ name: text })).default([]),
  // A mapping may have a port range instead of a port.
  portMappings: z.array(z.object({ containerPort: z.coerce.number().optional() })).default([]),
  user: text.optional(),
  readonlyRootFilesystem: z.boolean().default(false),
  // ECS's own default: 30 s.
  stopTimeout: z.coerce.number().default(30),
  entryPoint: z.array(text).optional(),
  command: z.array(text).optional(),
  linuxParameters: z
    .object({
      initProcessEnabled: z.boolean().default(false),
      capabilities: z.object({ drop: z.array(text).default([]) }).default({ drop: [] }),
    })
    .default({ initProcessEnabled: false, capabilities: { drop: [] } }),
  healthCheck: z.object({ command: z.array(text) }).optional(),
});

export function readTaskDefinition(
  terraform: Terraform,
  resource: Resource,
  project: string,
  outdir: string,
): TaskDefinition {
  const { attributes, address } = resource;
  return {
    address,
    family: attributes.requiredText("family"),
    cpu: attributes.number("cpu") ?? 256,
    memoryMiB: attributes.number("memory") ?? 512,
    containers: definitions(resource).map((one): Container => {
      return {
        name: one.name,
        ...(one.image === undefined ? {} : { image: valueText(one.image) }),
        ...(one.image === undefined ? {} : builtFrom(terraform, one.image, project, outdir)),
        ...(one.entryPoint === undefined ? {} : { entryPoint: one.entryPoint }),
        ...(one.command === undefined ? {} : { command: one.command }),
        essential: one.essential,
        environment: Object.fromEntries(
          one.environment.flatMap(({ name, value }) => (value === undefined ? [] : [[name, value]])),
        ),
        knownAfterApply: one.environment.flatMap(({ name, value }) => (value === undefined ? [name] : [])),
        secrets: one.secrets.map(({ name }) => name),
        ports: one.portMappings.flatMap(({ containerPort }) => containerPort ?? []),
        ...(one.user === undefined ? {} : { user: one.user }),
        readonlyRootFilesystem: one.readonlyRootFilesystem,
        initProcessEnabled: one.linuxParameters.initProcessEnabled,
        droppedCapabilities: one.linuxParameters.capabilities.drop,
        stopTimeoutSeconds: one.stopTimeout,
        ...(one.healthCheck === undefined ? {} : { healthCheckCommand: one.healthCheck.command }),
      };
    }),
  };
}

function definitions({ address, attributes }: Resource): readonly z.infer<typeof containerSchema>[] {
  const written = attributes.value("container_definitions");
  if (written === undefined) throw new UserError(`${address} has no container_definitions.`);
  try {
    return z
      .array(containerSchema)
      .min(1)
      .parse(withoutNulls(decodeJson(written)));
  } catch (error) {
    const why = error instanceof z.ZodError ? z.prettifyError(error).split("\n").join(" ") : String(error);
    throw new UserError(
      `${address}: container_definitions cannot be read (${why}); it must be a JSON list of containers.`,
    );
  }
}

/** In hand-written JSON, `null` means the same as a missing key. */
function withoutNulls(value: Value): Value {
  if (Array.isArray(value)) return (value as readonly Value[]).map(withoutNulls);
  if (!isMap(value)) return value;
  const entries = Object.entries(value).filter(([, entry]) => entry !== null);
  return Object.fromEntries(entries.map(([key, entry]) => [key, withoutNulls(entry)]));
}

/** The image's build, found through the docker provider's resources that the image refers to. */
function builtFrom(
  terraform: Terraform,
  image: Value,
  project: string,
  outdir: string,
): { readonly buildContext?: string; readonly dockerfile?: string } {
  const built = dockerImage(terraform, image);
  const build = built?.attributes.block("build");
  const context = build?.text("context");
  if (context === undefined) return {};
  return {
    buildContext: relative(project, resolve(folderOf(built, context, outdir), context)),
    dockerfile: build?.text("dockerfile") ?? "Dockerfile",
  };
}

/**
 * Where Terraform ran. A state does not say so. All stacks' folders have the same depth in the output, so any of them
 * resolves a relative path; a path that does not exist from there is resolved beside the state.
 */
function folderOf(built: Resource | undefined, context: string, outdir: string): string {
  const stack = built?.folder ?? resolve(outdir, "stacks/any");
  const { readFrom } = built ?? {};
  if (readFrom === undefined || existsSync(resolve(stack, context))) return stack;
  return existsSync(resolve(readFrom, context)) ? readFrom : stack;
}

function dockerImage(terraform: Terraform, image: Value): Resource | undefined {
  const types = ["docker_image", "docker_registry_image"];
  if (image instanceof Reference || image instanceof Template) {
    const found = terraform.find(image, types);
    if (found?.type !== "docker_registry_image") return found;
    return terraform.find(found.attributes.value("name") ?? "", ["docker_image"]) ?? sameName(terraform, found);
  }
  // In a state the image is a plain text, so its digest identifies the build.
  const pushed = terraform.resources("docker_registry_image").find(({ attributes }) => {
    const repository = attributes.text("name")?.replace(/:[^:/]+$/, "") ?? "";
    return valueText(image) === `${repository}@${attributes.text("sha256_digest") ?? ""}`;
  });
  return pushed === undefined ? undefined : sameName(terraform, pushed);
}

function sameName(terraform: Terraform, pushed: Resource): Resource | undefined {
  const name = pushed.attributes.text("name");
  return terraform.resources("docker_image").find(({ attributes }) => attributes.text("name") === name);
}
