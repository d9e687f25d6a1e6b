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
  private readonly addresses = new Map<string, Set<string>>();

  constructor(stacks: readonly StackPlan[]) {
    for (const change of stacks.flatMap((plan) => plan.changes)) {
      const key = shortKey(change);
      const known = this.addresses.get(key);
      if (known === undefined) this.addresses.set(key, new Set([change.address]));
      else known.add(change.address);
    }
  }

  of(resource: Named): string {
    const clashes = (this.addresses.get(shortKey(resource))?.size ?? 0) > 1;
    return clashes ? resource.address.replace(`${resource.type}.`, "") : shortNameOf(resource);
  }
}

/** One index for both sides of a change. */
export const namesIn = oncePer((stacks: readonly StackPlan[]) => new Names(stacks));

function shortKey(resource: Named): string {
  return `${resource.stack}|${resource.type}|${shortNameOf(resource)}`;
}
