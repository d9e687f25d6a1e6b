import { mkdirSync } from "node:fs";
import { Redactor } from "./plan/redact";
import { renderJson } from "./render/json";
import { renderMarkdown } from "./render/markdown";
import type { Approval } from "./analysis/approval";
import { exitCodeOf, reviewPlans, type Review } from "./review";
import { fromEnvironment } from "./environment-sources";
import type { PlanChoice, Surroundings } from "./sources";

/** What to review, and with what. */
export interface ReviewEnvironmentProps extends Omit<Surroundings, "redactor">, PlanChoice {
  readonly environment: string;
  /** What asks for approval. @default danger, and access for the outside and for administrators */
  readonly approval?: readonly Approval[] | undefined;
}

export interface ReviewedEnvironment {
  readonly review: Review;
  /** As of the command `review`. */
  readonly exitCode: 0 | 2 | 3 | 4;
  readonly markdown: string;
  readonly json: string;
  /** Stacks whose plan is in the folder for it, each after those that it reads. */
  readonly kept: readonly string[];
}

/** Plans an environment as it was synthesized, and reviews the plans; nothing is applied. */
export async function reviewEnvironment(props: ReviewEnvironmentProps): Promise<ReviewedEnvironment> {
  const redactor = new Redactor();
  if (props.planFolder !== undefined) mkdirSync(props.planFolder, { recursive: true });
  const reviewed = await fromEnvironment(props.environment, false, { ...props, redactor }, props);
  const { review } = reviewPlans({
    ...reviewed,
    redactor,
    assumptions: reviewed.traffic,
    ...(props.approval ? { approval: props.approval } : {}),
  });
  return {
    review,
    exitCode: exitCodeOf(review),
    markdown: renderMarkdown(review),
    json: renderJson(review),
    kept: reviewed.kept,
  };
}
