import { cents } from "./analysis/cost/quantity";
import { costOf, type Cost } from "./analysis/cost";
import { dangersOf } from "./analysis/danger";
import { driftOf, type Drift } from "./analysis/drift";
import { exposureChanges } from "./analysis/exposure";
import { iamChanges } from "./analysis/iam";
import { networkChanges } from "./analysis/network";
import { trafficChanges, type TrafficChange } from "./analysis/traffic";
import { workloadPermissions, type WorkloadPermissions } from "./analysis/permissions";
import { listedResources, type ListedResource } from "./analysis/resources";
import { DEFAULT_APPROVAL, type Approval } from "./analysis/approval";
import { ownAccounts } from "./analysis/own-accounts";
import { notJudged } from "./analysis/coverage/coverage";
import { verdictOf, type Verdict } from "./analysis/verdict";
import { beforeAndAfter, type BeforeAndAfter } from "./analysis/before-and-after";
import { drawResources } from "./diagram/draw-resources";
import { overlay, type Picture } from "./diagram/picture";
import type { LedgerRow } from "@private-http-api/http-api/config";
import type { PlanEvent } from "./plan/plan-events";
import type { Redactor } from "./plan/redact";
import type { Scrubbed } from "./plan/scrubbed";
import type { StackPlan } from "./plan/stack-plan";
import { judge, type IdleAcceptance, type JudgedFindings } from "./policy/judge";
import type { ReviewPolicy } from "./policy/policy-schema";
import { DEFAULT_ASSUMPTIONS, type Assumptions } from "./prices/assumptions";

/** Everything that a change does, as far as a reviewer wants to know it: what every format is written from. */
export interface Review extends JudgedFindings {
  /** What was reviewed: an environment, or a file. */
  readonly subject: string;
  readonly basis: "plan" | "synthesized";
  readonly verdict: Verdict;
  /** Numbers of the accounts that the plans work in; none where no plan tells. */
  readonly ownAccounts: readonly string[];
  /** Every resource that is acted on. */
  readonly resources: readonly ListedResource[];
  /** Names of changed outputs, by stack. */
  readonly outputs: Readonly<Record<string, readonly string[]>>;
  /** What workloads may do, where that changes. */
  readonly permissions: readonly WorkloadPermissions[];
  readonly traffic: readonly TrafficChange[];
  readonly cost: Cost;
  readonly drift: readonly Drift[];
  /** Quotas of AWS of which more than 80 % are used. */
  readonly quotas: readonly QuotaUse[];
  /** What the plans report besides changes to resources: actions, what is left for later, failed checks. */
  readonly events: readonly PlanEvent[];
  /** What the policy file accepts in vain. */
  readonly idleAcceptances: readonly IdleAcceptance[];
}

/** A quota of AWS, and what of it is used after the change. */
export interface QuotaUse {
  /** `routes per API`. */
  readonly quota: string;
  readonly use: number;
  readonly limit: number;
  /** What uses most, where there are several; else empty. */
  readonly of: string;
  /** Key of `quotas` in the config for a raised quota; empty where AWS raises none. */
  readonly raise: string;
}

export interface ReviewProps {
  readonly subject: string;
  readonly basis: Review["basis"];
  readonly plans: readonly StackPlan[];
  readonly redactor: Redactor;
  /** @default taken for us-east-1 in prices */
  readonly region?: string | undefined;
  /** What asks for approval. @default danger, and access for the outside and for administrators */
  readonly approval?: readonly Approval[] | "never";
  /** What the policy file accepts, calls critical, and names as buckets of states. @default nothing */
  readonly policy?: Partial<Pick<ReviewPolicy, "accepted" | "critical" | "stateBuckets">>;
  /** The day of the review, as 2026-01-31: what was accepted until an earlier one asks again. @default today, in UTC */
  readonly today?: string;
  /** Rows of the ledger to show. @default none */
  readonly quotas?: readonly LedgerRow[] | undefined;
  /** @default DEFAULT_ASSUMPTIONS */
  readonly assumptions?: Assumptions;
}

/** What a renderer gets of the plans: nothing that was not scrubbed. */
export interface ReviewedPlans {
  readonly review: Scrubbed<Review>;
  /** The architecture before and after, laid over each other; drawn when it is asked for. */
  readonly picture: () => Scrubbed<Picture>;
}

/** Reviews the plans of all stacks together: a value of one is followed into the others. */
export function reviewPlans(props: ReviewProps): ReviewedPlans {
  const { subject, basis, plans, redactor, policy, approval = DEFAULT_APPROVAL } = props;
  const sides = beforeAndAfter(plans);
  const danger = dangersOf(sides, policy);
  const findings = redactor.scrubAll({
    danger,
    iam: iamChanges(sides),
    network: networkChanges(sides),
    exposure: exposureChanges(sides),
    notJudged: notJudged(sides, danger),
  });
  const today = props.today ?? new Date().toISOString().slice(0, "2026-01-31".length);
  const { judged, idle } = judge(findings, { approval, accepted: redactor.scrubAll(policy?.accepted ?? []), today });
  const drift = driftOf(sides);
  const cost = costOf(sides, props.region, props.assumptions ?? DEFAULT_ASSUMPTIONS);
  const own = [...ownAccounts(sides)];
  const verdict = verdictOf(
    plans,
    {
      basis,
      ...judged,
      knowsOwnAccount: own.length > 0,
      drifted: drift.length,
      costDifference: cents(cost.after - cost.before),
    },
    approval,
  );
  const rest = {
    subject,
    basis,
    verdict,
    ownAccounts: own,
    resources: listedResources(sides),
    outputs: Object.fromEntries(
      plans.filter((plan) => plan.outputs.length > 0).map((plan) => [plan.stack, plan.outputs]),
    ),
    permissions: workloadPermissions(sides),
    traffic: trafficChanges(sides),
    cost,
    drift,
    quotas: (props.quotas ?? []).map(quotaUse),
    events: plans.flatMap((plan) => plan.events ?? []),
    idleAcceptances: idle,
  };
  return {
    review: { ...redactor.scrubAll(rest), ...judged },
    picture: () => redactor.scrubAll(pictureOf(sides, subject)),
  };
}

function quotaUse({ what, per, use, limit, of = "", raisable, key }: LedgerRow): QuotaUse {
  return { quota: `${what} per ${per}`, use, limit, of, raise: raisable ? key : "" };
}

function pictureOf(sides: BeforeAndAfter, subject: string): Picture {
  return overlay(drawResources(sides.before, subject), drawResources(sides.after, `Architecture of ${subject}`));
}

/**
 * Exit code of a review: 0 no change, 2 changes, 3 changes that need approval by the policy, 4 danger among them, or a loss
 * of Terraform's states, which no approval makes right.
 */
export function exitCodeOf({ verdict }: Review): 0 | 2 | 3 | 4 {
  if (verdict.never || verdict.approvals.includes("danger")) return 4;
  if (verdict.needsApproval) return 3;
  return verdict.changes ? 2 : 0;
}
