/**
 * Loaded into every Node process under measurement (`NODE_OPTIONS=--require`): appends what the process used to the
 * file that USAGE_FILE names. Node counts the same way on Linux and macOS, where /usr/bin/time does not.
 */
const { appendFileSync } = require("node:fs");

process.on("exit", () => {
  const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage();
  appendFileSync(
    process.env.USAGE_FILE,
    `${JSON.stringify({ peakKiB: maxRSS, cpuMicroseconds: userCPUTime + systemCPUTime })}\n`,
  );
});
