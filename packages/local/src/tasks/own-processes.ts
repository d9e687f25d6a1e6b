import { UserError } from "@private-http-api/cli-kit";
import type { Container, EcsService } from "@private-http-api/topology";
import type { LocalOptions } from "../options";
import { ownValue } from "../gateway/own-value";

/** Refuses names in `--service` and `--run` that are not services, and services that are in both. */
export function checkOwnProcesses(services: readonly EcsService[], { service, run }: LocalOptions): void {
  const names = services.map(({ name }) => name);
  function unknown(option: string, given: object): readonly string[] {
    return Object.keys(given)
      .filter((name) => !names.includes(name))
      .map((name) => `${option} ${name}: no such service; services: ${names.join(", ") || "none"}.`);
  }
  const both = Object.keys(service).filter((name) => Object.hasOwn(run, name));
  const lines = [
    ...unknown("--service", service),
    ...unknown("--run", run),
    ...both.map((name) => `--service and --run name ${name}; give one of them.`),
  ];
  if (lines.length > 0) throw new UserError(...lines);
}

/** The commands of `--run`, by the container that gets the service's requests: the first that maps a port. */
export function runCommands(
  services: readonly EcsService[],
  run: Readonly<Record<string, string>>,
): ReadonlyMap<Container, string> {
  const commands = new Map<Container, string>();
  for (const { name, task } of services) {
    const command = ownValue(run, name);
    const container = task.containers.find(({ ports }) => ports.length > 0) ?? task.containers[0];
    if (command !== undefined && container !== undefined) commands.set(container, command);
  }
  return commands;
}
