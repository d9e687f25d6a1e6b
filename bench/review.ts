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

/** The recorded producer plan with its book-service repeated until there are that many services. */
function planWith(recorded: Plan, services: number): Plan {
  const changes = recorded.resource_changes ?? [];
  const ofBooks = JSON.stringify(changes.filter(({ address }) => address.includes("book-service")));
  const more = Array.from(
    { length: services - 2 },
    (_, index) => JSON.parse(ofBooks.replaceAll("book-service", `book-service-${index}`)) as typeof changes,
  );
  return { ...recorded, resource_changes: [...changes, ...more.flat()] };
}

/** Seconds of the fastest of several runs of a process, the one least disturbed by other work of the machine. */
function seconds(args: readonly string[]): number {
  const runs = Array.from({ length: RUNS }, () => {
    const start = process.hrtime.bigint();
    const { status, stderr } = spawnSync(process.execPath, args, { cwd: path.join(__dirname, "..") });
    if (status === 1) throw new Error(stderr.toString());
    return Number(process.hrtime.bigint() - start) / 1e9;
  });
  return Math.min(...runs);
}

/** A plan that changes one statement of each of ten thousand inline policies. */
function planOfPolicies(): Plan {
  function policy(action: string): string {
    return JSON.stringify({ Statement: [{ Effect: "Allow", Action: ["s3:GetObject", action], Resource: "*" }] });
  }
  const change = { mode: "managed", type: "aws_iam_role_policy", name: "p" } as const;
  return {
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
  };
}

/** Sizes for which the time per megabyte is compared. */
const MEGABYTES = [5, 10, 20];

/**
 * The time of a review without Terraform: reading, analysing and rendering plans, in a separate process. Limits: 1 s for
 * an environment of 20 services, 3 s for a plan of 20 MB and for 10,000 changed policies. Each time is also given as a
 * ratio to a bare `node -e 0`, and for three sizes per megabyte, after subtracting the time for two services.
 */
export function benchReview(report: Report): Promise<void> {
  const recorded = recordedPlan();
  const folder = mkdtempSync(path.join(tmpdir(), "bench-review-"));
  const file = path.join(folder, "plan.json");
  const out = path.join(folder, "out");
  function reviewSeconds(text: string, format: (typeof FORMATS)[number]): number {
    writeFileSync(file, text);
    const command = [
      "--require",
      "@private-http-api/http-api/register-typescript",
      "packages/review/src/cli.ts",
      "--plan",
      file,
    ];
    return seconds([...command, "--format", format, "--out", out]);
  }
  try {
    const bare = seconds(["-e", "0"]);
    const start = JSON.stringify(planWith(recorded, 2));
    const perService = (JSON.stringify(planWith(recorded, 102)).length - start.length) / 100;
    const plans: readonly (readonly [string, Plan, number | undefined])[] = [
      ["20 services", planWith(recorded, 20), 1],
      ...MEGABYTES.map(
        (size) =>
          [
            `${size} MB`,
            planWith(recorded, Math.ceil((size * 1e6) / perService)),
            size === 20 ? 3 : undefined,
          ] as const,
      ),
      ["10,000 changed policies", planOfPolicies(), 3],
    ];
    for (const format of FORMATS) {
      const least = reviewSeconds(start, format);
      for (const [name, plan, limit] of plans) {
        const text = JSON.stringify(plan);
        const took = reviewSeconds(text, format);
        const size = `${(text.length / 1e6).toFixed(1)} MB, ${plan.resource_changes?.length ?? 0} resources`;
        const perMB = ((1000 * (took - least)) / ((text.length - start.length) / 1e6)).toFixed(0);
        report.note(
          `${name} (${size}) as ${format}: ${took.toFixed(2)} s${limit === undefined ? "" : ` of ${limit} s`}, ` +
            `${(took / bare).toFixed(0)} × node -e 0, ${perMB} ms per MB, ${(statSync(out).size / 1000).toFixed(0)} kB written`,
        );
      }
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
  return Promise.resolve();
}
