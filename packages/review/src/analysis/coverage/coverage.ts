import type { Json } from "@private-http-api/terraform-json";
import { isChanging, type ResourceChange } from "../../plan/stack-plan";
import { identityOf, type Resource } from "../../plan/planned-resources";
import type { PlanEvent } from "../../plan/plan-events";
import type { BeforeAndAfter } from "../before-and-after";
import type { Danger } from "../danger/danger";
import { endsUntold } from "../danger/kinds";
import { unpricedName } from "../cost/unpriced";
import { DEFAULT_ASSUMPTIONS } from "../../prices/assumptions";
import { unjudgedAccess } from "./access";

export const QUESTIONS = ["danger", "access", "cost"] as const;

export type Question = (typeof QUESTIONS)[number];

/** Resources that change and that a question was not asked of. */
export interface NotJudged {
  readonly question: Question;
  readonly stack: string;
  readonly address: string;
  readonly type: string;
  /** Attributes that nothing reads; none where the whole type is not known. */
  readonly attributes: readonly string[];
}

/**
 * What was not judged, so that silence is not taken for an answer.
 * @param dangers dangers already found
 */
export function notJudged(sides: BeforeAndAfter, dangers: readonly Danger[]): readonly NotJudged[] {
  const changes = sides.plans.flatMap((plan) => plan.changes).filter(isAsked);
  const told = new Set(dangers.map(identityOf));
  const ofResources = changes.flatMap((change) => {
    const { stack, address, type } = change;
    function entry(question: Question, attributes: readonly string[] = []): NotJudged {
      return {
        question,
        stack,
        address,
        type,
        attributes,
      };
    }
    const access = ofAccess(change, sides.before.same(change), sides);
    return [
      ...(endsUntold(change) && !told.has(identityOf(change)) ? [entry("danger")] : []),
      ...(access.length > 0
        ? [
            entry(
              "access",
              access.filter((name) => name !== ""),
            ),
          ]
        : []),
      ...(mayCost(change) && isUnpriced(change, sides) ? [entry("cost")] : []),
    ];
  });
  const ofEvents = sides.plans.flatMap(({ events }) => events ?? []).flatMap(unjudgedEvent);
  return [...ofResources, ...ofEvents.filter((entry) => entry.question !== "danger" || !told.has(identityOf(entry)))];
}

/** The address of what a plan leaves to later ones without a name. */
export const REST_OF_PLAN = "(the rest of the plan)";

/** What an action does to data and traffic is not known, nor what a later plan will contain. */
function unjudgedEvent({ kind, stack, address, type }: PlanEvent): readonly NotJudged[] {
  if (kind === "failed check") return [];
  const entry = { stack, address: address || REST_OF_PLAN, type: type || "(unknown)", attributes: [] };
  const questions = kind === "action" ? (["danger"] as const) : (["danger", "access"] as const);
  return questions.map((question) => ({ question, ...entry }));
}

/** Attributes that a bill is made of. */
const BILLED =
  /class|type|size|count|capacity|storage|node|iops|throughput|tier|multi_az|instance|memory|cpu|units|shard|retention|edition|plan|concurren/;

/** What comes and goes may cost; what is updated, where one of these attributes changes. */
function mayCost({ action, before, after }: ResourceChange): boolean {
  if (action === "forget") return false;
  if (action !== "update") return true;
  return Object.keys({ ...before, ...after }).some((key) => BILLED.test(key) && isOther(before?.[key], after?.[key]));
}

/** How much traffic is assumed makes no difference to whether there is a price. */
function isUnpriced(change: ResourceChange, { before, after }: BeforeAndAfter): boolean {
  return [before, after].some((side) => {
    const resource = side.same(change);
    return resource !== undefined && unpricedName(resource, side, DEFAULT_ASSUMPTIONS) !== undefined;
  });
}

function ofAccess(change: ResourceChange, earlier: Resource | undefined, sides: BeforeAndAfter): readonly string[] {
  const { stack, address, type, after } = change;
  if (change.action === "forget") return [];
  const values = after ?? change.before;
  return values === undefined ? [""] : unjudgedAccess(earlier, { stack, address, type, values, change }, sides);
}

/** A tag, or a text for people, changes no answer. */
const SAYS_NOTHING = new Set(["tags", "tags_all", "description", "id", "arn"]);

function isAsked({ mode, action, before, after, deposed }: ResourceChange): boolean {
  if (mode !== "managed" || !isChanging(action) || deposed) return false;
  if (before === undefined || after === undefined) return true;
  return Object.keys({ ...before, ...after }).some((key) => !SAYS_NOTHING.has(key) && isOther(before[key], after[key]));
}

function isOther(was: Json | undefined, is: Json | undefined): boolean {
  return was !== is && JSON.stringify(was) !== JSON.stringify(is);
}
