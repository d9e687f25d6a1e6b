import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { gunzipSync } from "node:zlib";
import type { Plan } from "@private-http-api/review";
import type { Report } from "./support/report";

const RUNS = 3;
const FORMATS = ["terminal", "html"] as const;
const RECORDING = path.join(__dirname, "../packages/review/__tests__/golden/first-deploy.json.gz");

/** The producer of a recorded first deploy. */
function recordedPlan(): Plan {
  const { plans } = JSON.parse(gunzipSync(readFileSync(RECORDING)).toString("utf8")) as {
    readonly plans: readonly { readonly stack: string; readonly plan: Plan }[];
  };
  const recorded = plans.find(({ stack }) => stack === "dev-fargate-vpc-link");
  if (recorded === undefined) throw new Error(`${RECORDING} has no plan of dev-fargate-vpc-link.`);
  return recorded.plan;
}

/** The recorded producer with its book-service repeated until it has that many services. */
function planWith(recorded: Plan, services: number): Plan {
  const changes = recorded.resource_changes ?? [];
  const ofBooks = JSON.stringify(changes.filter(({ address }) => address.includes("book-service")));
  const more = Array.from(
    { length: services - 2 },
    (_, index) => JSON.parse(ofBooks.replaceAll("book-service", `book-service-${index}`)) as typeof changes,
  );
  return { ...recorded, resource_changes: [...changes, ...more.flat()] };
}

/** Seconds of the fastest of some runs of a process: the others waited for the machine. */
function seconds(args: readonly string[]): number {
  const runs = Array.from({ length: RUNS }, () => {
    const start = process.hrtime.bigint();
    const { status, stderr } = spawnSync(process.execPath, args, { cwd: path.join(__dirname, "..") });
    if (status === 1) throw new Error(stderr.toString());
    return Number(process.hrtime.bigint() - start) / 1e9;
  });
  return Math.min(...runs);
}

/**
 * What a review costs beyond Terraform: reading, analysing and rendering plans, in a process of its own, for an
 * environment of 20 services (limit 1 s) and a plan of 20 MB (limit 3 s), and as ratios to a bare `node -e 0`.
 */
export function benchReview(report: Report): Promise<void> {
  const recorded = recordedPlan();
  const folder = mkdtempSync(path.join(tmpdir(), "bench-review-"));
  try {
    const bare = seconds(["-e", "0"]);
    const perService = JSON.stringify(planWith(recorded, 102)).length - JSON.stringify(planWith(recorded, 2)).length;
    const services = Math.ceil((20_000_000 / perService) * 100);
    for (const [name, plan, limit] of [
      ["20 services", planWith(recorded, 20), 1],
      ["20 MB", planWith(recorded, services), 3],
    ] as const) {
      const file = path.join(folder, `${name.replace(" ", "-")}.json`);
      const text = JSON.stringify(plan);
      writeFileSync(file, text);
      for (const format of FORMATS) {
        const out = path.join(folder, "out");
        const took = seconds([
          "--require",
          "tsx/cjs",
          "packages/review/src/cli.ts",
          "--plan",
          file,
          "--format",
          format,
          "--out",
          out,
        ]);
        const size = `${(text.length / 1e6).toFixed(1)} MB, ${plan.resource_changes?.length ?? 0} resources`;
        report.note(
          `${name} (${size}) as ${format}: ${took.toFixed(2)} s of ${limit} s, ${(took / bare).toFixed(0)} × node -e 0`,
        );
      }
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
  return Promise.resolve();
}
