import type { LambdaIntegration } from "@private-http-api/topology";
import type { FunctionInvoker } from "./function-invoker";
import { Problem } from "@private-http-api/cli-kit";
import type { IntegrationHandler } from "./http-integration";
import { lambdaEvent } from "./lambda-event";
import { lambdaAnswer } from "./lambda-result";
import { ENTITY_TOO_LARGE, INTERNAL_SERVER_ERROR, SERVICE_UNAVAILABLE } from "./refusal";
import { readBody, TOO_LARGE_REASON } from "./request-body";

/** Compiles a Lambda integration of payload format 2.0. */
export function lambdaIntegration(
  integration: LambdaIntegration,
  invoker: FunctionInvoker | undefined,
): IntegrationHandler {
  const where = `${integration.address}: function ${integration.functionName}`;
  if (invoker === undefined) throw new Problem(`${where}: nothing here runs Lambda functions`);
  if (integration.payloadFormatVersion !== "2.0")
    throw new Problem(
      `${where}: payload format ${integration.payloadFormatVersion} is not served locally, set payload_format_version to 2.0`,
    );
  return async (exchange) => {
    exchange.requestBody = await readBody(exchange.request);
    if (exchange.requestBody === undefined) {
      exchange.refuse(ENTITY_TOO_LARGE, TOO_LARGE_REASON);
      return;
    }
    exchange.target = integration.functionName;
    const signal = AbortSignal.timeout(integration.timeoutMilliseconds);
    const late = new Promise<never>((_, reject) => {
      signal.addEventListener("abort", () => {
        reject(new Error(`no answer within ${integration.timeoutMilliseconds} ms`));
      });
    });
    exchange.moments.integrated = exchange.moments.sent = performance.now();
    try {
      const event = lambdaEvent(exchange, exchange.request);
      const answer = lambdaAnswer(await Promise.race([invoker.invoke(integration, event), late]));
      if (answer === undefined) throw new Error("the function's result has a malformed statusCode, headers or body");
      exchange.answered(answer.status);
      exchange.moments.completed = performance.now();
      exchange.answer(answer.status, answer.headers, answer.body);
    } catch (error) {
      exchange.integrationError = error instanceof Error ? error.message : String(error);
      const refusal = signal.aborted ? SERVICE_UNAVAILABLE : INTERNAL_SERVER_ERROR;
      exchange.refuse(
        refusal,
        `function ${integration.functionName}: ${exchange.integrationError}: ${refusal.status} from API Gateway`,
      );
    }
  };
}
