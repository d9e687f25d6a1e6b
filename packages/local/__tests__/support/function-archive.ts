import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { strToU8, zipSync } from "fflate";
import { Reaper } from "../../src/tasks/reaper";
import { LocalFunctions } from "../../src/functions/local-functions";
import type { FunctionCode, LambdaIntegration } from "@private-http-api/topology";
import { api, route } from "./gateway-fixtures";
import { temporaryFolder } from "@private-http-api/test-support";

/** A zip file of these texts. */
export function archiveOf(files: Readonly<Record<string, string>>): string {
  const archive = join(temporaryFolder(), "archive.zip");
  const content = Object.entries(files).map(([name, text]) => [name, strToU8(text)] as const);
  writeFileSync(archive, zipSync(Object.fromEntries(content)));
  return archive;
}

export function functionCode(
  files: Readonly<Record<string, string>>,
  changes: Partial<FunctionCode> = {},
): FunctionCode {
  return {
    address: "aws_lambda_function.reports",
    archive: archiveOf(files),
    handler: "index.handler",
    runtime: `nodejs${process.versions.node.split(".")[0] ?? ""}.x`,
    memoryMiB: 256,
    timeoutSeconds: 5,
    environment: {},
    ...changes,
  };
}

export function lambdaIntegration(code?: FunctionCode): LambdaIntegration {
  return {
    kind: "aws-proxy",
    address: "aws_apigatewayv2_integration.reports",
    functionName: "shop-reports",
    ...(code === undefined ? {} : { code }),
    payloadFormatVersion: "2.0",
    timeoutMilliseconds: 30_000,
  };
}

const open: (() => void)[] = [];

/** Ends all functions that were started. */
export function closeFunctions(): void {
  for (const close of open.splice(0)) close();
}

/** The functions of an API with this one integration, and what they write. */
export function functionsFor(
  integration: LambdaIntegration,
  shellEnvironment: NodeJS.ProcessEnv = process.env,
  others: readonly LambdaIntegration[] = [],
  before?: LocalFunctions,
) {
  const reaper = new Reaper(process.env);
  let said = "";
  const routes = [
    ...["ANY /reports", "ANY /reports/{proxy+}"].map((key) => route(key, { integration })),
    ...others.map((other) => route(`ANY /${other.functionName}`, { integration: other })),
  ];
  const functions = new LocalFunctions(
    {
      api: api({ routes }),
      shellEnvironment,
      writerFor: () => (text) => {
        said += text;
      },
      reaper,
    },
    before,
  );
  open.push(() => {
    functions.close();
    reaper.close();
  });
  return { functions, output: () => said };
}
