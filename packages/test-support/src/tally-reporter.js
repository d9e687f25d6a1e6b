"use strict";
const { appendFileSync } = require("node:fs");

/** Appends one line of JSON with a run's counts to the file TEST_TALLY names, so that several runs can be added up. */
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
