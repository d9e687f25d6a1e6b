import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { gunzipSync } from "node:zlib";
import type { Plan } from "@private-http-api/review";
import type { Report } from "./support/report";

const RUNS = 3;
const FORMATS = ["terminal", "markdown", "html"] as const;
const RECORDING = path.join(__dirname, "../packages/review/__tests__/golden/first-deploy.json.gz");

/** The plan of the producer stack, from the recording of a first deploy. */
function recordedPlan(): Plan {
  const { plans } = JSON.parse(gunzipSync(readFileSync(RECORDING)).toString("utf8")) as {
    readonly plans: readonly { readonly stack: string; readonly plan: Plan }[];
  };
  const recorded = plans.find(({ stack }) => stack === "dev-fargate-vpc-link");
  if (recorded === undefined) throw new Error(`${RECORDING} has no plan of dev-fargate-vpc-link.`);
  return recorded.plan;
}

/** The text of the recorded producer plan with its book-service repeated until there are that many services. */
function planWith(recorded: Plan, services: number): string {
  const { resource_changes: changes = [], ...rest } = recorded;
  const ofBooks = entriesOf(changes.filter(({ address }) => address.includes("book-service")));
  const more = Array.from({ length: services - 2 }, (_, index) =>
    ofBooks.replaceAll("book-service", `book-service-${index}`),
  );
  return `${JSON.stringify(rest).slice(0, -1)},"resource_changes":[${[entriesOf(changes), ...more].join()}]}`;
}

function entriesOf(list: readonly unknown[]): string {
  return JSON.stringify(list).slice(1, -1);
}

/** Seconds of the fastest of several runs of a process, the one least disturbed by other work of the machine. */
function seconds(args: readonly string[], runs = RUNS): number {
  const times = Array.from({ length: runs }, () => {
    const start = process.hrtime.bigint();
    const { status, stderr } = spawnSync(process.execPath, args, { cwd: path.join(__dirname, "..") });
    if (status === null || status === 1 || status > 4) throw new Error(stderr.toString());
    return Number(process.hrtime.bigint() - start) / 1e9;
  });
  return Math.min(...times);
}

/** The text of a plan that changes one statement of each of ten thousand inline policies. */
function planOfPolicies(): string {
  function policy(action: string): string {
    return JSON.stringify({ Statement: [{ Effect: "Allow", Action: ["s3:GetObject", action], Resource: "*" }] });
  }
  const change = { mode: "managed", type: "aws_iam_role_policy", name: "p" } as const;
  return JSON.stringify({
    format_version: "1.2",
    resource_changes: Array.from({ length: 10_000 }, (_, index) => ({
      ...change,
      address: `aws_iam_role_policy.p[${index}]`,
      change: {
        actions: ["update"],
        before: { role: `r${index}`, policy: policy("s3:ListBucket") },
        after: { role: `r${index}`, policy: policy("s3:PutObject") },
      },
    })),
  });
}

/** Sizes for which the time per megabyte is compared, and those that are measured as HTML only, the last of them once. */
const MEGABYTES = [5, 10, 20];
const LARGE_MEGABYTES = [70, 400];

/**
 * The time of a review without Terraform: reading, analysing and rendering plans, in a separate process. Limits: 1 s for
 * an environment of 20 services, 3 s for a plan of 20 MB and for 10,000 changed policies. Each time is also given as a
 * ratio to a bare `node -e 0`, and per megabyte, after subtracting the time for two services.
 */
export function benchReview(report: Report): Promise<void> {
  const recorded = recordedPlan();
  const folder = mkdtempSync(path.join(tmpdir(), "bench-review-"));
  const file = path.join(folder, "plan.json");
  const out = path.join(folder, "out");
  function reviewSeconds(text: string, format: (typeof FORMATS)[number], runs?: number): number {
    writeFileSync(file, text);
    const command = [
      "--require",
      "@private-http-api/http-api/register-typescript",
      "packages/review/src/cli.ts",
      "--plan",
      file,
    ];
    return seconds([...command, "--format", format, "--out", out], runs);
  }
  try {
    const bare = seconds(["-e", "0"]);
    const start = planWith(recorded, 2);
    const perService = (planWith(recorded, 102).length - start.length) / 100;
    function ofSize(megabytes: number): string {
      return planWith(recorded, Math.ceil((megabytes * 1e6) / perService));
    }
    function note(name: string, text: string, format: (typeof FORMATS)[number], least: number, runs?: number): void {
      const took = reviewSeconds(text, format, runs);
      const perMB = ((1000 * (took - least)) / ((text.length - start.length) / 1e6)).toFixed(0);
      report.note(
        `${name} (${(text.length / 1e6).toFixed(1)} MB) as ${format}: ${took.toFixed(2)} s, ` +
          `${(took / bare).toFixed(0)} × node -e 0, ${perMB} ms per MB, ${(statSync(out).size / 1000).toFixed(0)} kB written`,
      );
    }
    report.note(`node -e 0: ${bare.toFixed(3)} s`);
    for (const format of FORMATS) {
      const least = reviewSeconds(start, format);
      note("20 services, at most 1 s", planWith(recorded, 20), format, least);
      for (const size of MEGABYTES)
        note(`${size} MB${size === 20 ? ", at most 3 s" : ""}`, ofSize(size), format, least);
      note("10,000 changed policies, at most 3 s", planOfPolicies(), format, least);
      if (format !== "html") continue;
      for (const size of LARGE_MEGABYTES) note(`${size} MB`, ofSize(size), format, least, size > 100 ? 1 : RUNS);
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
  return Promise.resolve();
}
