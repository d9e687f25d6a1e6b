import { modulesOf, nameIn } from "@private-http-api/terraform-json";
import { oncePer } from "./once-per";
import type { StackPlan } from "./stack-plan";

interface Named {
  readonly stack: string;
  readonly address: string;
  readonly type: string;
}

/** The last part of an address, without module and type: `module.web.aws_lb.this[0]` → `this[0]`. */
export function shortNameOf({ address }: { readonly address: string }): string {
  return nameIn(address);
}

/** The only address of each short name; undefined if several have it. */
type Addresses = Map<string, string | undefined>;

/** What resources are called where the context gives their type: the short name, with the module if several resources share it. */
export class Names {
  /** By stack and type. */
  private readonly addresses = new Map<string, Map<string, Addresses>>();

  constructor(stacks: readonly StackPlan[]) {
    for (const { changes } of stacks) {
      for (const change of changes) {
        const known = this.knownOf(change);
        const name = shortNameOf(change);
        const isOther = known.has(name) && known.get(name) !== change.address;
        known.set(name, isOther ? undefined : change.address);
      }
    }
  }

  of(resource: Named): string {
    const known = this.knownOf(resource);
    const name = shortNameOf(resource);
    const clashes = known.has(name) && known.get(name) === undefined;
    if (!clashes) return name;
    const modules = modulesOf(resource.address);
    return modules + resource.address.slice(modules.length).replace(`${resource.type}.`, "");
  }

  private knownOf({ stack, type }: Named): Addresses {
    let ofStack = this.addresses.get(stack);
    if (ofStack === undefined) this.addresses.set(stack, (ofStack = new Map<string, Addresses>()));
    let known = ofStack.get(type);
    if (known === undefined) ofStack.set(type, (known = new Map<string, string | undefined>()));
    return known;
  }
}

/** One index for both sides of a change. */
export const namesIn = oncePer((stacks: readonly StackPlan[]) => new Names(stacks));
