import type { CloudMapService, Container, ServiceCall } from "@private-http-api/topology";
import type { InstanceRegistry } from "../balancer/instance-registry";
import { NameDoor } from "./name-door";

/** How long a client goes by the addresses of a name without a TTL of its own, in seconds. */
const DEFAULT_TTL_SECONDS = 60;

/** Addresses of this machine for the DNS names by which services call each other; each stays while the run lasts. */
export class ServiceNames {
  private readonly doors = new Map<string, { readonly door: NameDoor; readonly port: number }>();

  /** Opens a door for every name that services call and AWS would lead to tasks. */
  async open(calls: readonly ServiceCall[]): Promise<void> {
    for (const { hostname, port, obstacle } of calls) {
      const key = keyOf(hostname, port);
      if (obstacle !== undefined || this.doors.has(key)) continue;
      const door = new NameDoor();
      this.doors.set(key, { door, port: await door.listen() });
    }
  }

  /** From now on the doors lead to these instances. */
  lead(calls: readonly ServiceCall[], registryOf: (service: CloudMapService) => InstanceRegistry): void {
    for (const { hostname, port, to, obstacle } of calls) {
      const door = this.doors.get(keyOf(hostname, port))?.door;
      if (door === undefined || obstacle !== undefined) continue;
      const registry = registryOf(to);
      const ttlMilliseconds = (to.ttlSeconds ?? DEFAULT_TTL_SECONDS) * 1000;
      door.choose = () => registry.pick([], `dns ${keyOf(hostname, port)}`, ttlMilliseconds)?.target;
    }
  }

  /** A container's variables with the addresses of this machine in place of the names. */
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

/** What there is to say of calls that lead nowhere on AWS, a line each. */
export function deadCalls(calls: readonly ServiceCall[]): readonly string[] {
  return calls.flatMap(({ from, variable, hostname, obstacle }) =>
    obstacle === undefined
      ? []
      : [`${from.name}: ${variable} names ${hostname}: ${obstacle}; it leads nowhere here either.`],
  );
}

function keyOf(hostname: string, port: number): string {
  return `${hostname.toLowerCase()}:${String(port)}`;
}
