import type { PolicyRule } from "../policy-rule";

/** Logs have an explicit retention period; CloudWatch's default is to keep them forever. */
export const logRetention: PolicyRule = {
  name: "log-retention",
  remedy: "set retention_in_days",
  types: ["aws_cloudwatch_log_group"],
  violations: ({ attributes }) => {
    const days = attributes["retention_in_days"];
    return days === undefined || days === 0 ? ["keeps its events forever (retention_in_days)"] : [];
  },
};
