import { isChanging } from "../../plan/stack-plan";
import type { PlannedResources, Resource } from "../../plan/planned-resources";
import type { Assumptions } from "../../prices/assumptions";
import type { BeforeAndAfter } from "../before-and-after";
import { isFree } from "./free";
import { priceOf } from "./monthly";

/** What costs money and is not priced. */
export interface Unpriced {
  /** All of it, after the change, and what goes with it. */
  readonly all: readonly string[];
  /** Whether some of it comes, goes or changes: the cost then changes by an unknown amount. */
  readonly changes: boolean;
}

export function unpricedOf({ before, after }: BeforeAndAfter, assume: Assumptions): Unpriced {
  function namesOf(planned: PlannedResources, isAsked: (resource: Resource) => boolean): readonly string[] {
    return planned.resources.filter(isAsked).flatMap((resource) => unpricedName(resource, planned, assume) ?? []);
  }
  const changing = [before, after].flatMap((side) => namesOf(side, ({ change }) => isChanging(change.action)));
  return { all: [...new Set([...namesOf(after, () => true), ...changing])].sort(), changes: changing.length > 0 };
}

/** `aws_db_instance`, `aws_apigatewayv2_api (WebSocket)`; undefined where a resource is free or has a price. */
export function unpricedName(resource: Resource, planned: PlannedResources, assume: Assumptions): string | undefined {
  const price = priceOf(resource, planned, assume);
  if (price === undefined) return isFree(resource.type) ? undefined : resource.type;
  return price !== "free" && "unpriced" in price ? `${resource.type} (${price.unpriced})` : undefined;
}
