import { copyFileSync, existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { run } from "@private-http-api/cli-kit";

const VERSIONS = { "aws-cdk": "2.1148.1", "aws-cdk-lib": "2.276.0", constructs: "10.7.1", tsx: "4.23.15" };

/** Its name in tables. */
export const YARDSTICK = `aws-cdk-lib ${VERSIONS["aws-cdk-lib"]}`;

/** Turns off everything but the synthesis. */
export const YARDSTICK_SETTINGS = { CDK_DISABLE_CLI_TELEMETRY: "1", CDK_DISABLE_VERSION_CHECK: "1", CI: "true" };

/** The app of bench/cdk in a folder with aws-cdk-lib, which `npm ci` does not install: it has 214 MB. */
export async function cdkYardstick(): Promise<string> {
  const folder = join(__dirname, `../../node_modules/.cache/private-http-api-bench/cdk-${VERSIONS["aws-cdk-lib"]}`);
  mkdirSync(folder, { recursive: true });
  const scripts = { synth: "cdk synth --quiet --no-notices", app: "node app.js" };
  writeFileSync(join(folder, "package.json"), JSON.stringify({ private: true, scripts, dependencies: VERSIONS }));
  // As `cdk init app --language typescript` writes it, but without type checking, which our synthesis does not do either.
  writeFileSync(join(folder, "cdk.json"), JSON.stringify({ app: "npx tsx app.ts" }));
  for (const copy of ["app.js", "app.ts"]) copyFileSync(join(__dirname, "../cdk/app.js"), join(folder, copy));
  if (!existsSync(join(folder, "node_modules/aws-cdk-lib"))) {
    console.error(`${YARDSTICK}: installing (214 MB, once)`);
    await run("npm", ["install", "--no-audit", "--no-fund", "--no-package-lock"], { cwd: folder, env: process.env });
  }
  return folder;
}
