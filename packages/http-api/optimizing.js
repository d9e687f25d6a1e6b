const { setFlagsFromString } = require("node:v8");

/**
 * V8 optimizes a function once it has run for a while, on a thread of its own. Most of what a short process runs ends before
 * that is worth it: with 15 times V8's own threshold a synthesis and a review take a tenth to a third less CPU time, up to 250
 * services and 16 MB of plan. Twice the threshold is best for seconds of work: 8 % less at 70 MB of plan.
 */
function optimizeAfter(times) {
  const flags = process.version.startsWith("v20.")
    ? [`--interrupt-budget=${67_584 * times}`]
    : [`--invocation-count-for-turbofan=${3_000 * times}`, `--invocation-count-for-maglev=${400 * times}`];
  for (const flag of flags) setFlagsFromString(flag);
}

module.exports = {
  optimizeLate: () => optimizeAfter(15),
  optimizeForSeconds: () => optimizeAfter(2),
};
