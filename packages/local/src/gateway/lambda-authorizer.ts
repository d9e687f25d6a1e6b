import { UserError } from "@private-http-api/cli-kit";
import type { LambdaAuthorizer as LambdaAuthorizerSettings } from "@private-http-api/topology";
import { authorizerEvent, routeArn } from "./authorizer-event";
import { type Decision, readDecision } from "./authorizer-result";
import type { Clock } from "./clock";
import type { Exchange } from "./exchange";
import type { FunctionInvoker } from "./function-invoker";
import { accessDenied, FORBIDDEN, INTERNAL_SERVER_ERROR, type Refusal, unauthorized } from "./refusal";
import { compileSelection, type SelectionReader } from "./selection";

/** How long API Gateway waits for an authorizer, in milliseconds [Quotas for HTTP APIs: "Lambda authorizer response time"]. */
const LONGEST_WAIT_MILLISECONDS = 10_000;

const UNAUTHORIZED: Refusal = { status: 401, message: unauthorized(undefined).message };

/** Asks a Lambda function whether a request is allowed, and caches its answers for the configured time. */
export class LambdaAuthorizer {
  private readonly sources: readonly SelectionReader[];
  private readonly remembered = new Map<string, { readonly decision: Decision; readonly until: number }>();

  constructor(
    private readonly settings: LambdaAuthorizerSettings,
    private readonly clock: Clock,
    private readonly invoker: FunctionInvoker | undefined,
  ) {
    this.sources = settings.identitySources.map((source) => {
      const selection = compileSelection(source);
      if (selection.kind === "invalid") throw new UserError(`${settings.address}: identity source ${selection.reason}`);
      return selection.read;
    });
  }

  async authorize(exchange: Exchange): Promise<Refusal | undefined> {
    const identity = this.sources.map((read) => read(exchange) ?? "");
    // "If a request doesn't include all of the specified identity sources, API Gateway returns a 401 [...] without
    // invoking the function" (Control access to HTTP APIs with AWS Lambda authorizers).
    if (identity.includes("")) {
      exchange.authorizerError = "an identity source is missing in the request";
      return UNAUTHORIZED;
    }
    try {
      const decision = this.known(identity) ?? (await this.ask(exchange, identity));
      const verdict = decision(routeArn(exchange));
      exchange.authorizerContext = verdict.context;
      if (verdict.allowed) return undefined;
      exchange.authorizerError = `${this.settings.functionName} refused the request`;
      return this.settings.isRest ? accessDenied(verdict.isExplicit ?? false) : FORBIDDEN;
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      exchange.authorizerError = `${this.settings.functionName}: ${reason}`;
      // Of a REST API "the Lambda function must return an error string that exactly matches Unauthorized" for a 401.
      if (this.settings.isRest && /^(?:Error: )?Unauthorized$/m.test(reason)) return UNAUTHORIZED;
      return INTERNAL_SERVER_ERROR;
    }
  }

  private known(identity: readonly string[]): Decision | undefined {
    const key = JSON.stringify(identity);
    const found = this.remembered.get(key);
    if (found === undefined || found.until > this.clock.now()) return found?.decision;
    this.remembered.delete(key);
    return undefined;
  }

  private async ask(exchange: Exchange, identity: readonly string[]): Promise<Decision> {
    const { settings, invoker } = this;
    if (invoker === undefined) throw new Error("Lambda functions cannot be run here");
    const event = authorizerEvent(exchange, exchange.request, settings, identity);
    const result = await inTime(invoker.invoke(settings, event));
    const decision = readDecision(result, settings.simpleResponses);
    if (decision === undefined) {
      const asked = settings.simpleResponses ? "{ isAuthorized: true or false }" : "an IAM policy with principalId";
      throw new Error(`the result is not ${asked}`);
    }
    const { resultTtlSeconds } = settings;
    if (resultTtlSeconds > 0 && identity.length > 0)
      this.remembered.set(JSON.stringify(identity), { decision, until: this.clock.now() + resultTtlSeconds * 1000 });
    return decision;
  }
}

function inTime<T>(asked: Promise<T>): Promise<T> {
  const signal = AbortSignal.timeout(LONGEST_WAIT_MILLISECONDS);
  const late = new Promise<never>((_resolve, reject) => {
    signal.addEventListener("abort", () => {
      reject(new Error(`no answer within ${String(LONGEST_WAIT_MILLISECONDS)} ms`));
    });
  });
  return Promise.race([asked, late]);
}
