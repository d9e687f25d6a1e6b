/** Names of the statements that the framework adds to a task role's policy: ECS Exec's and the tracing sidecar's. */
export const FRAMEWORK_SIDS: readonly string[] = [
  "DecryptSession",
  "FindSessionLog",
  "OpenShell",
  "SendTraces",
  "WriteSessionLog",
];
