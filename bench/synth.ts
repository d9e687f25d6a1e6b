import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { BOOKSTORE } from "@private-http-api/test-support/bookstore";
import { measureCommand, type Usage } from "./support/measure-command";
import { cdkYardstick, YARDSTICK, YARDSTICK_SETTINGS } from "./support/cdk-yardstick";
import { largestItems } from "./support/profile";
import { median } from "./support/statistics";
import { type Report, times } from "./support/report";

/** Number of runs of each case; the median counts. */
const RUNS = 5;
const SERVICE_COUNTS = [2, 20, 50, 100, 250] as const;
/** An Application Load Balancer can have 100 target groups, so further services use Cloud Map. */
const BEHIND_LOAD_BALANCER = 90;

/** Items of the profile that are printed. */
const LARGEST = 5;

const OURS = "http-api.config.ts";

type Environment = Readonly<Record<string, string | undefined>>;

/** Time and peak memory of `npm run synth`, as ratios to a bare `node -e 0`. */
export async function benchSynth(report: Report, env: Environment): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "bench-synth-"));
  try {
    const yardstick = await cdkYardstick();
    const quiet = { ...env, CDKTF_OUTDIR: join(folder, "cdktf.out") };
    function node(args: readonly string[]) {
      return measureCommand({ command: process.execPath, args, env: quiet, folder });
    }
    function npmRun(script: string, cwd: string, settings: Environment) {
      return measureCommand({
        command: "npm",
        args: ["run", "--silent", script],
        cwd,
        env: { ...quiet, ...settings },
        folder,
      });
    }
    function synth(config: Environment) {
      return npmRun("synth", BOOKSTORE, config);
    }

    const cases: readonly [string, () => Promise<Usage>][] = [
      ["node -e 0", () => node(["-e", "0"])],
      [OURS, () => synth({})],
      [`${YARDSTICK}: cdk synth`, () => npmRun("synth", yardstick, YARDSTICK_SETTINGS)],
      [`${YARDSTICK}: app alone`, () => npmRun("app", yardstick, {})],
      ...SERVICE_COUNTS.map((count): [string, () => Promise<Usage>] => {
        const file = join(folder, `${String(count)}.json`);
        writeFileSync(file, JSON.stringify(configOf(count)));
        return [`${String(count)} services`, () => synth({ HTTP_API_CONFIG: file })];
      }),
      // Last, because it empties the cache that the others use.
      [`${OURS}, nothing cached`, () => (forgetModules(), synth({}))],
    ];
    printUsages(report, await inTurns(cases));
    // The run before filled the cache again.
    const profiles = join(folder, "profiles");
    const [, ...args] = scriptOf("synth");
    await measureCommand({
      command: process.execPath,
      args: ["--cpu-prof", "--cpu-prof-interval=100", `--cpu-prof-dir=${profiles}`, ...args],
      cwd: BOOKSTORE,
      env: quiet,
      folder,
    });
    printItems(report, largestItems(profiles));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Measures the cases in turn, so that other work of the machine affects all of them. */
async function inTurns(cases: readonly [string, () => Promise<Usage>][]): Promise<ReadonlyMap<string, Usage>> {
  const usages = new Map<string, Usage[]>(cases.map(([name]) => [name, []]));
  for (const [, run] of cases) await run();
  for (let round = 0; round < RUNS; round++) {
    for (const [name, run] of cases) usages.get(name)?.push(await run());
  }
  return new Map(
    [...usages].map(([name, all]) => [
      name,
      {
        wallMilliseconds: median(all.map(({ wallMilliseconds }) => wallMilliseconds)),
        cpuMilliseconds: median(all.map(({ cpuMilliseconds }) => cpuMilliseconds)),
        peakMiB: median(all.map(({ peakMiB }) => peakMiB)),
      },
    ]),
  );
}

/** `ours` as a fraction of `theirs`: `1/12`. */
function share(ours: number, theirs: number): string {
  return `1/${(theirs / ours).toFixed(1)}`;
}

/** The words of an npm script of the bookstore. */
function scriptOf(name: string): readonly string[] {
  const text = readFileSync(join(BOOKSTORE, "package.json"), "utf8");
  const { scripts } = JSON.parse(text) as { readonly scripts: Readonly<Record<string, string>> };
  return scripts[name]?.split(" ") ?? [];
}

/** The items of the profile that take most time; the profiler itself makes all of them longer. */
function printItems(report: Report, items: readonly (readonly [string, number])[]): void {
  const all = items.reduce((sum, [, milliseconds]) => sum + milliseconds, 0);
  report.table(
    `Profile of the synthesis of ${OURS}, without npm: the ${String(LARGEST)} largest items`,
    ["", "ms", "share"],
    items
      .slice(0, LARGEST)
      .map(([name, milliseconds]) => [name, milliseconds.toFixed(0), `${((100 * milliseconds) / all).toFixed(0)} %`]),
  );
}

/** Removes the cache of compiled modules; see register-typescript.js of http-api. */
function forgetModules(): void {
  rmSync(join(__dirname, "../node_modules/.cache/private-http-api"), { recursive: true, force: true });
}

function printUsages(report: Report, usages: ReadonlyMap<string, Usage>): void {
  function of(name: string): Usage {
    const usage = usages.get(name);
    if (!usage) throw new Error(`${name} was not measured`);
    return usage;
  }
  const bare = of("node -e 0");
  report.table(
    `npm run synth, two environments, median of ${String(RUNS)} runs`,
    ["", "wall ms", "ratio", "CPU ms", "ratio", "peak MiB", "ratio"],
    [...usages].map(([name, { wallMilliseconds, cpuMilliseconds, peakMiB }]) => [
      name,
      wallMilliseconds.toFixed(0),
      times(wallMilliseconds / bare.wallMilliseconds),
      cpuMilliseconds.toFixed(0),
      times(cpuMilliseconds / bare.cpuMilliseconds),
      peakMiB.toFixed(0),
      times(peakMiB / bare.peakMiB),
    ]),
  );
  report.table(
    "The same design as an AWS CDK app (bench/cdk), and our time as a fraction of its time",
    ["", "wall", "CPU"],
    [...usages]
      .filter(([name]) => name.startsWith(YARDSTICK))
      .map(([name, { wallMilliseconds, cpuMilliseconds }]) => [
        name,
        share(of(OURS).wallMilliseconds, wallMilliseconds),
        share(of(OURS).cpuMilliseconds, cpuMilliseconds),
      ]),
  );
  report.table(
    "Growth",
    ["services", "CPU ms per added service", "of node -e 0"],
    SERVICE_COUNTS.slice(1).map((count, index) => {
      const before = SERVICE_COUNTS[index] ?? 0;
      const added = of(`${String(count)} services`).cpuMilliseconds - of(`${String(before)} services`).cpuMilliseconds;
      const each = added / (count - before);
      return [`${String(before)} to ${String(count)}`, each.toFixed(1), times(each / bare.cpuMilliseconds)];
    }),
  );
}

/** The bookstore's environments with this number of services, built alternately from its two services' folders. */
function configOf(count: number): unknown {
  const services = Array.from({ length: count }, (_, index) => [
    `service-${String(index)}`,
    {
      path: `/api/s${String(index)}`,
      image: { build: `services/${index % 2 === 0 ? "book-service" : "author-service"}` },
      healthCheck: { path: `/api/s${String(index)}/health` },
      authorization: "none",
      ...(index < BEHIND_LOAD_BALANCER ? {} : { integration: "cloud-map" }),
    },
  ]);
  const quotas = { routes: 2 * Math.max(...SERVICE_COUNTS) };
  return {
    name: "bench",
    services: Object.fromEntries(services) as unknown,
    environments: {
      dev: { account: "111111111111", region: "us-west-2", quotas },
      prod: { account: "222222222222", region: "us-west-2", quotas, protect: true, network: { egress: "nat-per-az" } },
    },
  };
}
