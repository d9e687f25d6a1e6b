import type { LambdaIntegration } from "@private-http-api/topology";
import type { FunctionInvoker } from "./function-invoker";
import { UserError } from "@private-http-api/cli-kit";
import type { IntegrationHandler } from "./http-integration";
import { lambdaEvent } from "./lambda-event";
import { lambdaEventV1 } from "./lambda-event-v1";
import { lambdaAnswer } from "./lambda-result";
import { KeptBody } from "./kept-body";
import { isBinary } from "./payloads";
import { ENTITY_TOO_LARGE, FUNCTION_FAILURE, INTEGRATION_TIMEOUT } from "./refusal";
import { readBody, TOO_LARGE_REASON } from "./request-body";
import { restEvent } from "./rest-event";

/**
 * "Invocation payload (request and response): 6 MB each (synchronous)" (Lambda quotas), in bytes. So a body in base64 may
 * have 4.5 MB.
 */
const INVOCATION_LIMIT = 6 * 1024 * 1024;

/** Compiles a Lambda integration. */
export function lambdaIntegration(
  integration: LambdaIntegration,
  invoker: FunctionInvoker | undefined,
): IntegrationHandler {
  const where = `${integration.address}: function ${integration.functionName}`;
  if (invoker === undefined) throw new UserError(`${where}: Lambda functions cannot be run here`);
  const format = integration.payloadFormatVersion;
  const { isRest, binaryMediaTypes = [] } = integration;
  const eventOf = format === "2.0" ? lambdaEvent : lambdaEventV1;
  return async (exchange) => {
    exchange.requestBody = await readBody(exchange.request);
    if (exchange.requestBody === undefined) {
      exchange.refuse(ENTITY_TOO_LARGE, TOO_LARGE_REASON);
      return;
    }
    if (exchange.requestBody.length > 0) exchange.trace.requestBody = new KeptBody(exchange.requestBody);
    exchange.target = integration.functionName;
    const signal = AbortSignal.timeout(integration.timeoutMilliseconds);
    const late = new Promise<never>((_, reject) => {
      signal.addEventListener("abort", () => {
        reject(new Error(`no answer within ${integration.timeoutMilliseconds} ms`));
      });
    });
    exchange.moments.integrated = exchange.moments.sent = performance.now();
    try {
      const { request } = exchange;
      const event = isRest ? restEvent(exchange, request, binaryMediaTypes) : eventOf(exchange, request);
      const payload = Buffer.from(JSON.stringify(event));
      exchange.trace.event = new KeptBody(payload);
      if (payload.length > INVOCATION_LIMIT) {
        exchange.refuse(
          ENTITY_TOO_LARGE,
          "the event is larger than the 6 MB that Lambda accepts: 413 from API Gateway",
        );
        return;
      }
      const result = await Promise.race([invoker.invoke(integration, event), late]);
      if (result !== undefined && Buffer.byteLength(JSON.stringify(result)) > INVOCATION_LIMIT)
        throw new Error("the result is larger than the 6 MB that Lambda returns");
      const answer = lambdaAnswer(
        result,
        format,
        (type) => !isRest || isBinary(binaryMediaTypes, type, request.headers.accept),
      );
      if (answer === undefined) {
        const asked = format === "1.0" ? "a missing or malformed" : "a malformed";
        throw new Error(`the function's result has ${asked} statusCode, headers or body`);
      }
      exchange.answered(answer.status);
      exchange.trace.answer = { status: answer.status, headers: { ...answer.headers } };
      exchange.moments.completed = performance.now();
      exchange.answer(answer.status, answer.headers, answer.body);
    } catch (error) {
      exchange.integrationError = error instanceof Error ? error.message : String(error);
      const refusal = exchange.refusal(signal.aborted ? INTEGRATION_TIMEOUT : FUNCTION_FAILURE);
      exchange.refuse(
        refusal,
        `function ${integration.functionName}: ${exchange.integrationError}: ${refusal.status} from API Gateway`,
      );
    }
  };
}
