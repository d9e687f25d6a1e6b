import { missing, type Need } from "@private-http-api/emulator";

/** Needs that are optional even in CI: building OpenTofu takes 5 to 15 minutes, so only the nightly run does it. */
const OPTIONAL: ReadonlySet<Need> = new Set(["opentofu"]);

/**
 * A `describe` for tests that need more than Node. If something is missing, they are skipped with a line that names it; in
 * CI they fail with that line, unless the need is optional. They never use an emulator that is already running.
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
