import fc from "fast-check";
import { SynthesizedApp } from "@private-http-api/test-support";
import { resolveConfig } from "../../src/config/resolve-config";
import { randomConfig } from "../support/random-config/random-config";

/** `RANDOM_CONFIGS=1000 RANDOM_SEED=7` tries more, and others. A failure prints its seed and the config, made small. */
const numRuns = Number(process.env["RANDOM_CONFIGS"] ?? 200);
const seed = Number(process.env["RANDOM_SEED"] ?? 1);

test(
  "every config that is accepted is synthesized, and most are accepted",
  () => {
    let tried = 0;
    let accepted = 0;
    let stacks = 0;
    fc.assert(
      fc.property(randomConfig(), (raw) => {
        tried += 1;
        if (resolveConfig(raw).problems.length > 0) return;
        accepted += 1;
        const app = new SynthesizedApp(raw);
        for (const id of app.ids) {
          app.json(id);
          stacks += 1;
        }
      }),
      { numRuns, seed },
    );
    console.log(`seed ${seed}: ${tried} configs, ${accepted} accepted, ${stacks} stacks`);
    expect(accepted / tried).toBeGreaterThan(0.7);
  },
  1000 * numRuns + 30_000,
);
