import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { UserError } from "@private-http-api/cli-kit";
import type { Container, EcsService } from "@private-http-api/topology";
import type { ShellEnvironment } from "./shell-environment";

/** File in the project's folder with this machine's values of services' variables. */
export const LOCAL_VALUES_FILE = "http-api.local.json";

/** Values of environment variables, by service. */
export type LocalValues = Readonly<Record<string, Readonly<Record<string, string>>>>;

const schema = z.record(z.string(), z.record(z.string(), z.string()));

/** @throws UserError when the file exists and is invalid */
export function readLocalValues(project: string): LocalValues {
  const file = join(project, LOCAL_VALUES_FILE);
  if (!existsSync(file)) return {};
  try {
    return schema.parse(JSON.parse(readFileSync(file, "utf8")));
  } catch (error) {
    const why = error instanceof z.ZodError ? z.prettifyError(error).split("\n").join(" ") : (error as Error).message;
    throw new UserError(
      `${LOCAL_VALUES_FILE}: cannot be read (${why}); give { "<service>": { "<variable>": "<text>" } }, or delete it.`,
    );
  }
}

/**
 * Containers with the values of this machine, by the container as on AWS, and notes about them.
 * @param addresses variables with the local address of another service @default none
 */
export function localContainers(
  services: readonly EcsService[],
  values: LocalValues,
  shell: ShellEnvironment,
  addresses: (container: Container) => Readonly<Record<string, string>> = () => ({}),
): { readonly containers: ReadonlyMap<Container, Container>; readonly notes: readonly string[] } {
  const notes: string[] = [];
  const changed = new Map<Container, Container>();
  for (const service of services) {
    const { [service.name]: own = {} } = values;
    const { containers } = service.task;
    const known = new Set(containers.flatMap(namesOf));
    for (const name of Object.keys(own).filter((name) => !known.has(name) && !name.startsWith("AWS_"))) {
      notes.push(
        `${LOCAL_VALUES_FILE}: ${service.name} has no variable ${name}; it is ignored, because AWS would not set it either.`,
      );
    }
    const local = containers.map((container) => withValues(container, { ...addresses(container), ...own }, shell));
    for (const [index, container] of containers.entries()) changed.set(container, local[index] ?? container);
    for (const name of new Set(local.flatMap(({ knownAfterApply = [] }) => knownAfterApply))) {
      notes.push(
        `${service.name}: ${name} is known after apply and not set here; give it a value in ${LOCAL_VALUES_FILE}.`,
      );
    }
  }
  const names = services.map(({ name }) => name);
  for (const name of Object.keys(values).filter((name) => !names.includes(name))) {
    notes.push(`${LOCAL_VALUES_FILE}: there is no service ${name}; served: ${names.join(", ")}.`);
  }
  return { containers: changed, notes };
}

/** Every variable that a container gets on AWS. */
function namesOf({ environment, knownAfterApply = [], secrets }: Container): readonly string[] {
  return [...Object.keys(environment), ...knownAfterApply, ...secrets];
}

function withValues(container: Container, own: Readonly<Record<string, string>>, shell: ShellEnvironment): Container {
  const { environment, knownAfterApply = [], secrets } = container;
  const names = namesOf(container);
  const fromFile = Object.entries(own).filter(([name]) => names.includes(name) || name.startsWith("AWS_"));
  const fromShell = knownAfterApply.flatMap((name) => (shell[name] === undefined ? [] : [[name, shell[name]]]));
  const local = Object.fromEntries([...fromShell, ...fromFile]) as Record<string, string>;
  function isOpen(name: string): boolean {
    return !Object.hasOwn(local, name);
  }
  return {
    ...container,
    environment: { ...environment, ...local },
    knownAfterApply: knownAfterApply.filter(isOpen),
    secrets: secrets.filter(isOpen),
  };
}
