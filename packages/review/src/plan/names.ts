import { oncePer } from "./once-per";
import type { StackPlan } from "./stack-plan";

interface Named {
  readonly stack: string;
  readonly address: string;
  readonly type: string;
}

/** The last part of an address, without module and type: `module.web.aws_lb.this[0]` → `this[0]`. */
export function shortNameOf(resource: { readonly address: string }): string {
  return resource.address.replace(/^(?:.*\.)?(?:data\.)?[a-z]\w*_\w+\./, "");
}

/** What resources are called where the context gives their type: the short name, with the module if several resources share it. */
export class Names {
  /** The only address of a short name; undefined if several have it. */
  private readonly addresses = new Map<string, string | undefined>();

  constructor(stacks: readonly StackPlan[]) {
    for (const change of stacks.flatMap((plan) => plan.changes)) {
      const key = shortKey(change);
      const isOther = this.addresses.has(key) && this.addresses.get(key) !== change.address;
      this.addresses.set(key, isOther ? undefined : change.address);
    }
  }

  of(resource: Named): string {
    const key = shortKey(resource);
    const clashes = this.addresses.has(key) && this.addresses.get(key) === undefined;
    return clashes ? resource.address.replace(`${resource.type}.`, "") : shortNameOf(resource);
  }
}

/** One index for both sides of a change. */
export const namesIn = oncePer((stacks: readonly StackPlan[]) => new Names(stacks));

function shortKey(resource: Named): string {
  return `${resource.stack}|${resource.type}|${shortNameOf(resource)}`;
}
