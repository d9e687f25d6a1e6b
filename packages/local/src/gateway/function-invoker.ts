import type { LambdaIntegration } from "@private-http-api/topology";
import type { AuthorizerEvent } from "./authorizer-event";
import type { LambdaEvent } from "./lambda-event";
import type { LambdaEventV1 } from "./lambda-event-v1";
import type { RestEvent } from "./rest-event";

/** A function as an integration or an authorizer names it. */
export type InvokedFunction = Pick<LambdaIntegration, "functionName" | "code">;

/** Runs the functions of `aws-proxy` integrations and of Lambda authorizers. */
export interface FunctionInvoker {
  /**
   * Resolves with the handler's result, parsed from JSON. Rejects if the function threw, timed out or cannot be run. The
   * function keeps running when the gateway no longer waits, as on AWS.
   */
  invoke(of: InvokedFunction, event: LambdaEvent | LambdaEventV1 | RestEvent | AuthorizerEvent): Promise<unknown>;
}
