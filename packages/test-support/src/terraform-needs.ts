import { missing, type Need } from "@private-http-api/emulator";

/** Needs that are optional in CI too: OpenTofu takes 5 to 15 minutes to build, which only the nightly run does. */
const OPTIONAL: ReadonlySet<Need> = new Set(["opentofu"]);

/**
 * A `describe` for tests that need more than Node. Where something is missing they are skipped with a line that says
 * what, or fail with it in CI unless they are optional there. An emulator that is there already is not theirs to use.
 */
export function describeWith(needs: readonly Need[], name: string, body: () => void): void {
  const absent = missing(needs, { ...process.env, AWS_ENDPOINT_URL: undefined });
  if (absent.length === 0) {
    describe(name, body);
    return;
  }
  if (process.env["CI"] === "true" && !needs.every((need) => OPTIONAL.has(need))) {
    describe(name, () => {
      test("finds what it needs on this machine", () => {
        throw new Error(absent.join("\n"));
      });
    });
    return;
  }
  process.stderr.write(`skipped: ${name}: ${absent.join("; ")}\n`);
  describe.skip(name, body);
}
