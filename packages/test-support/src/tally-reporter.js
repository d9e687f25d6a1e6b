"use strict";
const { appendFileSync } = require("node:fs");

/** Appends a line of JSON with the counts of a run to the file that TEST_TALLY names, to add up several runs. */
module.exports = class TallyReporter {
  onRunComplete(_contexts, results) {
    const file = process.env.TEST_TALLY;
    if (!file) return;
    const broken = results.testResults.filter((r) => r.testExecError && r.numFailingTests === 0).length;
    const tally = {
      passed: results.numPassedTests,
      failed: results.numFailedTests + broken,
      skipped: results.numPendingTests + results.numTodoTests,
    };
    appendFileSync(file, `${JSON.stringify(tally)}\n`);
  }
};
