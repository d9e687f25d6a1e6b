/**
 * Loaded into every measured Node process (`NODE_OPTIONS=--require`): appends the process's time and memory to the file
 * that USAGE_FILE names. Node reports the same units on Linux and macOS; /usr/bin/time does not.
 */
const { appendFileSync } = require("node:fs");

process.on("exit", () => {
  const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage();
  appendFileSync(
    process.env.USAGE_FILE,
    `${JSON.stringify({ peakKiB: maxRSS, cpuMicroseconds: userCPUTime + systemCPUTime })}\n`,
  );
});
