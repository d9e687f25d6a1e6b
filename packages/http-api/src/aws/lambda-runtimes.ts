/** A managed runtime of AWS Lambda, with AWS's dates (YYYY-MM-DD). */
export interface LambdaRuntime {
  /** No security updates from then on. */
  readonly deprecated: string;
  /** AWS refuses new functions from then on. */
  readonly createBlocked: string;
  /** AWS refuses changes of functions from then on. */
  readonly updateBlocked: string;
  /** Lowest AWS provider version that accepts it, where that is higher than what every stack requires. */
  readonly awsProvider?: string;
}

/**
 * The day that {@link LAMBDA_RUNTIMES} was last compared with AWS's page. A synthesis reads no clock: the same config gives
 * the same JSON tomorrow, and what counts as blocked is what was blocked on this day.
 */
export const LAMBDA_RUNTIMES_AS_OF = "2026-07-08";

/**
 * Node.js and Python [AWS Lambda Developer Guide, "Lambda runtimes"; the dates of nodejs20.x as moved in 2026, see cfn-lint
 * issue 4531; provider versions from terraform-provider-aws pull request 45024].
 */
export const LAMBDA_RUNTIMES: Readonly<Record<string, LambdaRuntime>> = {
  "nodejs18.x": { deprecated: "2025-09-01", createBlocked: "2027-02-01", updateBlocked: "2027-03-03" },
  "nodejs20.x": { deprecated: "2026-04-30", createBlocked: "2027-02-01", updateBlocked: "2027-03-03" },
  "nodejs22.x": { deprecated: "2027-04-30", createBlocked: "2027-06-01", updateBlocked: "2027-07-01" },
  "nodejs24.x": {
    deprecated: "2028-04-30",
    createBlocked: "2028-06-01",
    updateBlocked: "2028-07-01",
    awsProvider: "6.19.0",
  },
  "python3.11": { deprecated: "2027-06-30", createBlocked: "2027-07-31", updateBlocked: "2027-08-31" },
  "python3.12": { deprecated: "2028-10-31", createBlocked: "2028-11-30", updateBlocked: "2029-01-10" },
  "python3.13": { deprecated: "2029-06-30", createBlocked: "2029-07-31", updateBlocked: "2029-08-31" },
  "python3.14": {
    deprecated: "2029-06-30",
    createBlocked: "2029-07-31",
    updateBlocked: "2029-08-31",
    awsProvider: "6.20.0",
  },
};

/** Variables that Lambda sets itself and does not accept [AWS Lambda Developer Guide, "Reserved environment variables"]. */
export const LAMBDA_RESERVED_VARIABLES: readonly string[] = [
  "AWS_ACCESS_KEY",
  "AWS_ACCESS_KEY_ID",
  "AWS_DEFAULT_REGION",
  "AWS_EXECUTION_ENV",
  "AWS_LAMBDA_FUNCTION_MEMORY_SIZE",
  "AWS_LAMBDA_FUNCTION_NAME",
  "AWS_LAMBDA_FUNCTION_VERSION",
  "AWS_LAMBDA_INITIALIZATION_TYPE",
  "AWS_LAMBDA_LOG_GROUP_NAME",
  "AWS_LAMBDA_LOG_STREAM_NAME",
  "AWS_LAMBDA_RUNTIME_API",
  "AWS_REGION",
  "AWS_SECRET_ACCESS_KEY",
  "AWS_SESSION_TOKEN",
  "LAMBDA_RUNTIME_DIR",
  "LAMBDA_TASK_ROOT",
  "_HANDLER",
  "_X_AMZN_TRACE_ID",
];
