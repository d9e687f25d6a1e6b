import { type Allocations, type EnvironmentNumbers, isRecorded, recordedFor } from "./allocations";
import type { Service } from "./config";
import { listenerPorts } from "./listener-ports";
import { listenerPriorities } from "./listener-priorities";

/** The numbers of an environment's services, by service name or that of a rule. */
interface ServiceNumbers {
  readonly listenerRulePriorities: Readonly<Record<string, number>>;
  readonly listenerPorts: Readonly<Record<string, number>>;
  /** What to record: the recorded numbers, including those of removed services, and the new ones. */
  readonly recordedNumbers: EnvironmentNumbers;
}

/** Gives the services of an application their numbers, and keeps the record of them. */
export class Allocator {
  private readonly order: readonly string[];
  private readonly added: Record<string, EnvironmentNumbers> = {};

  /**
   * @param recorded numbers of earlier runs
   * @param services names of all services, as the config file has them
   */
  constructor(
    private readonly application: string,
    private readonly recorded: Allocations,
    services: readonly string[],
  ) {
    // Without a record, the order of the file: numbers were given in that order before there was a record, and what is
    // deployed keeps its own. With one, by name, so that the order of keys changes nothing.
    this.order = isRecorded(recorded, application) ? [...services].sort() : services;
  }

  /** @throws RangeError when a range has no number left */
  numbersOf(environment: string, services: readonly Service[]): ServiceNumbers {
    const inOrder = [...services].sort((a, b) => this.order.indexOf(a.name) - this.order.indexOf(b.name));
    const numbers = allocate(inOrder, recordedFor(this.recorded, this.application, environment));
    if (hasAny(numbers.recordedNumbers)) this.added[environment] = numbers.recordedNumbers;
    return numbers;
  }

  /** What was recorded, and what is new. */
  get allocations(): Allocations {
    if (Object.keys(this.added).length === 0) return this.recorded;
    const { application, recorded } = this;
    return {
      ...recorded,
      [application]: { ...(isRecorded(recorded, application) ? recorded[application] : {}), ...this.added },
    };
  }
}

/**
 * Gives every service of an environment its numbers. A recorded one never changes, and is given to no other service, not
 * even after its own is removed: one apply may create the new rule before it deletes the old one.
 *
 * @param services in the order in which new services get a number
 * @throws RangeError when a range has no number left
 */
export function allocate(services: readonly Service[], recorded: EnvironmentNumbers): ServiceNumbers {
  const priorities = listenerPriorities(services, recorded.listenerRulePriorities);
  const ports = listenerPorts(services, recorded.listenerPorts);
  return {
    listenerRulePriorities: Object.fromEntries(priorities),
    listenerPorts: Object.fromEntries(ports),
    recordedNumbers: {
      listenerPorts: { ...recorded.listenerPorts, ...chosen(services, ports, "listenerPort") },
      listenerRulePriorities: {
        ...recorded.listenerRulePriorities,
        ...chosen(services, priorities, "listenerRulePriority"),
      },
    },
  };
}

/** The numbers that the config does not set itself. */
function chosen(
  services: readonly Service[],
  numbers: ReadonlyMap<string, number>,
  key: "listenerPort" | "listenerRulePriority",
): Readonly<Record<string, number>> {
  const given = new Set(services.filter((service) => service[key] !== undefined).map(({ name }) => name));
  return Object.fromEntries([...numbers].filter(([name]) => !given.has(name)));
}

function hasAny(numbers: EnvironmentNumbers): boolean {
  return Object.values(numbers).some((each) => Object.keys(each as object).length > 0);
}
