#!/usr/bin/env node
import { endWithReader } from "@private-http-api/cli-kit";
import { reviewCommand } from "./command";
import { interruption } from "./interruption";

endWithReader();
void reviewCommand({
  args: process.argv.slice(2),
  project: process.cwd(),
  env: process.env,
  signal: interruption(),
  stdout: process.stdout,
  stderr: process.stderr,
}).then((code) => {
  process.exitCode = code;
});
