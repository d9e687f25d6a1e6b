import { hash } from "node:crypto";
import type { Approval } from "../analysis/approval";
import type { NotJudged } from "../analysis/coverage/coverage";
import type { Danger } from "../analysis/danger";
import type { ExposureChange } from "../analysis/exposure";
import type { IamChange } from "../analysis/iam";
import type { NetworkChange } from "../analysis/network";
import { isOutside, type Grade } from "../analysis/who";
import type { Scrubbed, ScrubbedText } from "../plan/scrubbed";
import type { Acceptance } from "./policy-schema";

/** A finding as the policy sees it. */
export type Judged<T> = T & {
  /** The same in every review that finds the same: for the policy file to name it. */
  readonly fingerprint: string;
  /** Whether it needs approval by the policy. */
  readonly asks: boolean;
  /** Why the policy file accepts it; none where it does not. */
  readonly accepted?: string;
};

export interface Findings {
  readonly danger: readonly Danger[];
  readonly iam: readonly IamChange[];
  readonly network: readonly NetworkChange[];
  readonly exposure: readonly ExposureChange[];
  readonly notJudged: readonly NotJudged[];
}

export type JudgedFindings = { readonly [K in keyof Findings]: readonly Judged<Findings[K][number]>[] };

/** An entry of the policy file that accepts nothing. */
export interface IdleAcceptance {
  readonly fingerprint: string;
  readonly reason: string;
  readonly expires: string;
  readonly state: "expired" | "matches nothing" | "never acceptable";
}

export interface PolicyProps {
  /** What asks for approval. */
  readonly approval: readonly Approval[] | "never";
  /** @default none */
  readonly accepted?: readonly Scrubbed<Acceptance>[];
  /** As 2026-01-31: an acceptance counts to the end of its day. */
  readonly today: string;
}

/**
 * Each finding with its fingerprint, and whether it asks for approval. Findings are scrubbed before: a fingerprint of a
 * secret would let it be guessed.
 */
export function judge(
  findings: Scrubbed<Findings>,
  { approval, accepted = [], today }: PolicyProps,
): { readonly judged: Scrubbed<JudgedFindings>; readonly idle: readonly IdleAcceptance[] } {
  const levels: readonly Approval[] = approval === "never" ? [] : approval;
  const valid = new Map(accepted.filter(({ expires }) => expires >= today).map((entry) => [entry.fingerprint, entry]));
  const seen = new Map<string, IdleAcceptance["state"] | "used">();

  function judged<T extends object>(finding: T, parts: readonly Part[], wanted: boolean, never = false) {
    const fingerprint = fingerprintOf(parts);
    const reason = never ? undefined : valid.get(fingerprint)?.reason;
    if (valid.has(fingerprint)) seen.set(fingerprint, never ? "never acceptable" : "used");
    const asks = wanted && reason === undefined;
    // Faster than spreading, where findings have many shapes.
    const row = Object.assign({}, finding, { fingerprint, asks });
    return reason === undefined ? row : { ...row, accepted: reason };
  }
  function asksForAccess(row: Grade & { readonly broadens: boolean }): boolean {
    return row.broadens && (levels.includes("broadening") || (levels.includes("outside") && isOutside(row)));
  }

  const result = {
    danger: findings.danger.map((row) =>
      judged(
        row,
        ["danger", row.stack, row.address, row.what, row.level, row.because],
        row.never || (row.approval && levels.includes("danger")),
        row.never,
      ),
    ),
    iam: findings.iam.map((row) =>
      judged(
        row,
        [
          ...["iam", row.change, row.stack, row.address, row.kind, row.owner, row.effect],
          ...[row.action, row.resource, row.principal, row.condition],
        ],
        asksForAccess(row),
      ),
    ),
    network: findings.network.map((row) =>
      judged(
        row,
        ["network", row.change, row.stack, row.address, row.group, row.direction, row.protocol, row.ports, row.peer],
        asksForAccess(row),
      ),
    ),
    exposure: findings.exposure.map((row) =>
      judged(row, ["exposure", row.change, row.stack, row.address, row.what], asksForAccess(row)),
    ),
    notJudged: findings.notJudged.map((row) =>
      judged(
        row,
        ["not judged", row.question, row.stack, row.address, row.type, row.attributes],
        levels.includes("unjudged") && row.question !== "cost",
      ),
    ),
  };
  const idle = accepted.flatMap(({ fingerprint, reason, expires }): readonly IdleAcceptance[] => {
    const state = valid.has(fingerprint) ? (seen.get(fingerprint) ?? "matches nothing") : "expired";
    return state === "used" ? [] : [{ fingerprint, reason, expires, state }];
  });
  return { judged: result, idle };
}

type Part = string | boolean | readonly string[];

/** 64 bits: enough that no change can be made to have an accepted fingerprint. Hexadecimal digits need no scrubbing. */
function fingerprintOf(parts: readonly Part[]): ScrubbedText {
  return hash("sha256", JSON.stringify(parts)).slice(0, 16) as ScrubbedText;
}
