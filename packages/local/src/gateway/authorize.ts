import type { Authorization } from "@private-http-api/topology";
import type { Clock } from "./clock";
import type { Exchange } from "./exchange";
import type { FunctionInvoker } from "./function-invoker";
import { JwtAuthorizer, type TrustedKeys } from "./jwt-authorizer";
import { LambdaAuthorizer } from "./lambda-authorizer";
import { type Refusal, UNSIGNED } from "./refusal";
import { unserved } from "./unserved";

/** Decides on one request: `undefined` accepts it. Synchronous where no token is read, which keeps open routes fast. */
export type Authorizer = (exchange: Exchange) => Refusal | undefined | Promise<Refusal | undefined>;

/**
 * Signature Version 4 cannot be verified here: only IAM has the keys. A request that is not signed at all is refused as AWS
 * refuses it; one that is signed is accepted, whether the signature is valid or not.
 */
export function isSigned(exchange: Exchange): boolean {
  const header = exchange.headers.authorization ?? "";
  return header.startsWith("AWS4-") || /(^|&)X-Amz-Signature=/.test(exchange.query);
}

/** Creates the authorizers of an API's routes; routes with the same one share its keys, or its cached results. */
export function authorizers(
  clock: Clock,
  trusted?: TrustedKeys,
  functions?: FunctionInvoker,
): (authorization: Authorization) => Authorizer | undefined {
  const byAddress = new Map<string, JwtAuthorizer>();
  const lambdas = new Map<string, LambdaAuthorizer>();
  return (authorization) => {
    if (authorization.type === "NONE") return undefined;
    if (authorization.type === "AWS_IAM") return (exchange) => (isSigned(exchange) ? undefined : UNSIGNED);
    if (authorization.type === "unserved") {
      const { reason } = authorization;
      return (exchange) => {
        exchange.authorizerError = reason;
        return unserved(reason);
      };
    }
    if (authorization.type === "CUSTOM") {
      const { authorizer } = authorization;
      const made = lambdas.get(authorizer.address) ?? new LambdaAuthorizer(authorizer, clock, functions);
      lambdas.set(authorizer.address, made);
      return (exchange) => made.authorize(exchange);
    }
    const { authorizer, scopes } = authorization;
    const known = byAddress.get(authorizer.address) ?? new JwtAuthorizer(authorizer, clock, trusted);
    byAddress.set(authorizer.address, known);
    return (exchange) => known.authorize(exchange, scopes);
  };
}
