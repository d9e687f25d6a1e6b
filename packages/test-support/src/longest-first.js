const { readFileSync } = require("node:fs");
const { default: Sequencer } = require("@jest/test-sequencer");

/** What takes minutes: a deployment to the emulator, then a copy of the repository or a folder of Terraform's. */
const MINUTES = [/\buseDeployment\(/, /\b(?:new TerraformProject|copyRepository|synthesizeWith)\(/];

/**
 * Begins with the test files that take minutes, so that none of them runs alone at the end. Jest's own order is by size in a
 * clone that has not run the tests yet.
 */
class LongestFirst extends Sequencer {
  sort(tests) {
    const ranks = new Map(
      tests.map(({ path }) => {
        const text = readFileSync(path, "utf8");
        const rank = MINUTES.findIndex((pattern) => pattern.test(text));
        return [path, rank === -1 ? MINUTES.length : rank];
      }),
    );
    return super.sort(tests).sort((one, other) => ranks.get(one.path) - ranks.get(other.path));
  }
}

module.exports = LongestFirst;
