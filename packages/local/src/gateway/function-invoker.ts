import type { LambdaIntegration } from "@private-http-api/topology";
import type { LambdaEvent } from "./lambda-event";
import type { LambdaEventV1 } from "./lambda-event-v1";

/** Runs the functions behind `aws-proxy` integrations. */
export interface FunctionInvoker {
  /**
   * Gives what the function's handler returned, as JSON has it. Rejects when the function threw, timed out or cannot be
   * run. It goes on when the gateway no longer waits, as on AWS.
   */
  invoke(integration: LambdaIntegration, event: LambdaEvent | LambdaEventV1): Promise<unknown>;
}
