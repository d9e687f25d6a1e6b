import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { ConstantLoad } from "./support/constant-load";
import { MeasuredStart } from "./support/measured-start";
import type { Report } from "./support/report";

/** Build folder of a service that answers every path. */
const ANSWERS_ALL = "packages/local/probe-service";

const IN_FLIGHT = 1_000;
const LOAD_SECONDS = 120;
const KILL_EVERY_SECONDS = 5;

/** `npm start`: how soon it answers, and how it behaves under load while tasks are killed. */
export async function benchLocal(report: Report): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "bench-local-"));
  try {
    await reportStarts(report, folder);
    await reportKills(report, folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function reportStarts(report: Report, folder: string): Promise<void> {
  const names = Array.from({ length: 20 }, (_, index) => `service-${index + 1}`);
  const twenty = configFile(folder, "twenty", names, 1);
  const paths = names.map((name) => `/${name}/health`);
  const own = await fastest(3, () => started(undefined, folder, ["/api/books", "/api/authors"]));
  const many = await fastest(3, () => started(twenty, folder, paths));
  report.table(
    "npm start, until every service has answered, fastest of 3",
    ["", "s", "at most"],
    [
      ["this project's config", (own / 1000).toFixed(2), "3"],
      ["20 services", (many / 1000).toFixed(2), "6"],
    ],
  );
}

async function started(config: string | undefined, folder: string, paths: readonly string[]): Promise<number> {
  const run = await MeasuredStart.begin(config, join(folder, "cdktf.out"));
  try {
    return await run.untilAnswered(paths);
  } finally {
    await run.stop();
  }
}

async function fastest(times: number, measure: () => Promise<number>): Promise<number> {
  let best = Infinity;
  for (let count = 0; count < times; count++) best = Math.min(best, await measure());
  return best;
}

/** A constant load for two minutes, during which tasks are killed one after another. */
async function reportKills(report: Report, folder: string): Promise<void> {
  const run = await MeasuredStart.begin(configFile(folder, "kills", ["web"], 4), join(folder, "cdktf.out"));
  try {
    await run.untilAnswered(["/web/health"]);
    const load = new ConstantLoad(`${run.url}/web/milliseconds/200`, IN_FLIGHT);
    await sleep(KILL_EVERY_SECONDS * 1000);
    const memory: number[] = [];
    const killed = new Set<string>();
    let inFlight = 0;
    for (const end = Date.now() + (LOAD_SECONDS - KILL_EVERY_SECONDS) * 1000; Date.now() < end;) {
      const one = await killOne(run);
      if (one !== undefined) {
        killed.add(one.task);
        inFlight += one.inFlight;
      }
      memory.push(run.residentMegabytes());
      await sleep(KILL_EVERY_SECONDS * 1000);
    }
    const endings = await load.stop();
    const all = Object.values(endings).reduce((sum, count) => sum + count, 0);
    const lost = all - (endings["200"] ?? 0);
    const failures = run.failures();
    const reported = failures.reduce((sum, { count }) => sum + count, 0);
    const others = failures.filter(({ task }) => !killed.has(task)).length;
    report.table(
      `${IN_FLIGHT} requests in flight for ${LOAD_SECONDS} s, a task killed every ${KILL_EVERY_SECONDS} s`,
      ["", "", "wanted"],
      [
        ["answered 200", String(endings["200"] ?? 0), ""],
        ["other endings", JSON.stringify({ ...endings, 200: undefined }), "502 only"],
        [
          "not answered with 200",
          String(lost),
          `about ${inFlight}: in flight to the ${killed.size} tasks before the kill`,
        ],
        // Those after the last line of a kind are counted by no line.
        ["reported failures, those of tasks that were not killed", `${reported}, ${others}`, `most of ${lost}, 0`],
        ...[...new Set(failures.map(({ reason }) => reason))].map((reason) => ["a reason", reason, ""]),
        ["memory after 5 s and at most, MB", `${rounded(memory[0])}, ${rounded(Math.max(...memory))}`, "bounded"],
      ],
    );
  } finally {
    await run.stop();
  }
}

interface Killed {
  readonly task: string;
  /** Number of requests in flight to it. */
  readonly inFlight: number;
}

/** Kills a task that receives requests, unless it is the last one. */
async function killOne(run: MeasuredStart): Promise<Killed | undefined> {
  const { services, registries } = await run.view();
  const targets = registries.flatMap((registry) => registry.targets);
  const busy = targets.filter(({ inFlight = 0 }) => inFlight > 0);
  const chosen = busy.length > 1 ? busy[0] : undefined;
  const task = services.flatMap(({ tasks }) => tasks).find(({ id }) => id === chosen?.id);
  const [pid] = task?.pids ?? [];
  if (chosen === undefined || pid === undefined) return undefined;
  process.kill(pid, "SIGKILL");
  return { task: chosen.id, inFlight: chosen.inFlight ?? 0 };
}

function configFile(folder: string, name: string, services: readonly string[], tasks: number): string {
  const file = join(folder, `${name}.json`);
  const config = {
    name,
    services: Object.fromEntries(
      services.map((service) => [
        service,
        {
          path: `/${service}`,
          image: { build: ANSWERS_ALL },
          healthCheck: { path: `/${service}/health` },
          authorization: "none",
          scaling: { min: tasks, max: tasks },
        },
      ]),
    ),
    environments: {
      dev: { account: "111111111111", region: "us-west-2", api: { throttle: { burst: 5000, rate: 10000 } } },
    },
  };
  writeFileSync(file, JSON.stringify(config));
  return file;
}

function rounded(megabytes: number | undefined): string {
  return (megabytes ?? 0).toFixed(0);
}
