import type { CloudMapService, Container, ServiceCall } from "@private-http-api/topology";
import type { InstanceRegistry } from "../balancer/instance-registry";
import { NameDoor } from "./name-door";

/** How long a client caches the addresses of a name without its own TTL, in seconds. */
const DEFAULT_TTL_SECONDS = 60;

/** Addresses of this machine for the DNS names by which services call each other; each stays while the run lasts. */
export class ServiceNames {
  private readonly doors = new Map<string, { readonly door: NameDoor; readonly port: number }>();

  /** Opens a door for every name that services call and that would resolve to tasks on AWS. */
  async open(calls: readonly ServiceCall[]): Promise<void> {
    for (const { hostname, port, obstacle } of calls) {
      const key = keyOf(hostname, port);
      if (obstacle !== undefined || this.doors.has(key)) continue;
      const door = new NameDoor();
      this.doors.set(key, { door, port: await door.listen() });
    }
  }

  /** Points the doors to these instances from now on. */
  lead(calls: readonly ServiceCall[], registryOf: (service: CloudMapService) => InstanceRegistry): void {
    for (const { hostname, port, to, obstacle } of calls) {
      const door = this.doors.get(keyOf(hostname, port))?.door;
      if (door === undefined || obstacle !== undefined) continue;
      const registry = registryOf(to);
      const ttlMilliseconds = (to.ttlSeconds ?? DEFAULT_TTL_SECONDS) * 1000;
      door.choose = () => registry.pick([], `dns ${keyOf(hostname, port)}`, ttlMilliseconds)?.target;
    }
  }

  /** A container's variables with addresses of this machine instead of the names. */
  localValues(container: Container, calls: readonly ServiceCall[]): Readonly<Record<string, string>> {
    const values: Record<string, string> = {};
    for (const { container: owner, variable, hostname, port } of calls) {
      const here = this.doors.get(keyOf(hostname, port));
      if (owner !== container || here === undefined) continue;
      const text = values[variable] ?? container.environment[variable] ?? "";
      const name = new RegExp(`(?<![\\w.-])${hostname.replaceAll(".", "\\.")}(:${String(port)})?(?![\\w.:-])`, "gi");
      values[variable] = text.replace(name, `127.0.0.1:${String(here.port)}`);
    }
    return values;
  }

  close(): void {
    for (const { door } of this.doors.values()) door.close();
  }
}

/** Calls that would not work on AWS, one line per call. */
export function deadCalls(calls: readonly ServiceCall[]): readonly string[] {
  return calls.flatMap(({ from, variable, hostname, obstacle }) =>
    obstacle === undefined
      ? []
      : [`${from.name}: ${variable} names ${hostname}: ${obstacle}; it does not work here either.`],
  );
}

function keyOf(hostname: string, port: number): string {
  return `${hostname.toLowerCase()}:${String(port)}`;
}
