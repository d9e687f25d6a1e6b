export {
  type BackgroundProcessOptions,
  type Lifetime,
  type ProcessIdentity,
  startBackground,
} from "./process/background-process";
export { endWithReader } from "./end-with-reader";
export { fileErrorLine } from "./file-error";
export { folderProblem, outputFile, outputFolder } from "./output-path";
export { runCommand } from "./run-command";
export { freePort } from "./process/free-port";
export { killRunning, run, type RunOptions, type RunResult, tryRun } from "./process/run";
export { startTime, stopProcess } from "./process/stop-process";
export { bundle, outdirIn, outdirNamedIn, synthesize } from "./synth";
export { usageErrors } from "./usage-error";
export { messageOf, UserError } from "./user-error";
