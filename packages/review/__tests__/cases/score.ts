import { judgedTable } from "../judged/score";
import { EXPECTED, type Expected } from "./expected";
import { found, reviewCase } from "./judge";

interface Score {
  alarms: number;
  right: number;
  wanted: number;
  plans: number;
}

/** Alarms that are right among all alarms (precision), and among all that should be there (recall), as Markdown. */
export function scoreTable(): string {
  const scores = new Map<string, Score>();
  for (const [name, expected] of Object.entries(EXPECTED)) {
    const judged = found(reviewCase(name));
    for (const question of ["danger", "access"] as const) count(scores, question, expected, judged);
  }
  const rows = [...scores].map(([question, { alarms, right, wanted, plans }]) =>
    row([question, String(plans), String(wanted), String(alarms), percent(right, alarms), percent(right, wanted)]),
  );
  return [
    row(["question", "plans", "to tell", "told", "precision", "recall"]),
    row(Array<string>(6).fill("---")),
    ...rows,
  ].join("\n");
}

function count(
  scores: Map<string, Score>,
  question: "danger" | "access",
  expected: Expected,
  judged: Omit<Expected, "mentions" | "omits">,
): void {
  const score = scores.get(question) ?? { alarms: 0, right: 0, wanted: 0, plans: 0 };
  scores.set(question, score);
  score.plans += 1;
  if (expected[question] !== undefined) score.wanted += 1;
  if (judged[question] !== undefined) score.alarms += 1;
  if (judged[question] !== undefined && judged[question] === expected[question]) score.right += 1;
}

function percent(part: number, whole: number): string {
  return whole === 0 ? "" : `${Math.round((100 * part) / whole)} %`;
}

function row(cells: readonly string[]): string {
  return `| ${cells.join(" | ")} |`;
}

if (require.main === module) console.log(`${scoreTable()}\n\n${judgedTable()}`);
