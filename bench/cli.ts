import { Command } from "commander";
import { benchGateway } from "./gateway";
import { benchLocal } from "./local";
import { benchReview } from "./review";
import { benchServices } from "./services";
import { Report } from "./support/report";
import { benchSynth } from "./synth";

const BENCHMARKS: Readonly<Record<string, (report: Report) => Promise<void>>> = {
  synth: (report) => benchSynth(report, process.env),
  gateway: (report) => benchGateway(report, process.env),
  local: benchLocal,
  services: benchServices,
  review: benchReview,
};

const names = Object.keys(BENCHMARKS);

// Started processes are killed on "exit", an event that a signal without a handler does not cause.
process.once("SIGINT", () => process.exit(130));
process.once("SIGTERM", () => process.exit(143));

new Command("npm run bench --")
  .description(`Measures ${names.join(", ")}. Ratios are comparable between machines, other figures are not.`)
  .argument("[names...]", "benchmarks to run (default: all)")
  .option("--json", "one JSON document with the machine and every table")
  .action(async (given: readonly string[], { json = false }: { readonly json?: boolean }) => {
    const unknown = given.filter((name) => !names.includes(name));
    if (unknown.length > 0) {
      console.error(
        `npm run bench: no benchmark ${unknown.join(", ")}; give any of ${names.join(", ")}, or nothing for all`,
      );
      process.exitCode = 1;
      return;
    }
    const report = new Report(json);
    for (const name of given.length > 0 ? given : names) await BENCHMARKS[name]?.(report);
    report.end();
  })
  .parseAsync()
  .catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : String(error));
    process.exitCode = 1;
  });
