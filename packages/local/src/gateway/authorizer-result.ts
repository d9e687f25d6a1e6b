import { wildcard } from "@private-http-api/topology";
import { z } from "zod";

/** What a Lambda authorizer decided. */
export interface Verdict {
  readonly allowed: boolean;
  /** Refused by a statement with `Deny`, not for want of one with `Allow`. @default false */
  readonly isExplicit?: boolean;
  /** What it tells the integration and the access log. */
  readonly context: Readonly<Record<string, unknown>>;
}

const context = z.record(z.string(), z.unknown()).nullish();
const simple = z.object({ isAuthorized: z.boolean(), context });
const oneOrMore = z.union([z.string(), z.array(z.string())]).transform((value) => [value].flat());
const policy = z.object({
  principalId: z.string(),
  policyDocument: z.object({
    Statement: z.array(z.object({ Action: oneOrMore, Effect: z.enum(["Allow", "Deny"]), Resource: oneOrMore })).min(1),
  }),
  context,
});

/** What a function's result means for a route, by the route's ARN. A cached policy may allow one route and not another. */
export type Decision = (routeArn: string) => Verdict;

/** Reads a result in the form that the authorizer asks for; `undefined` if it is not of that form, for which API Gateway answers 500. */
export function readDecision(result: unknown, isSimple: boolean): Decision | undefined {
  if (!isSimple) return policyDecision(result);
  const verdict = simpleVerdict(result);
  return verdict && (() => verdict);
}

/** Reads a simple response; `undefined` if it is not one, for which API Gateway answers 500. */
export function simpleVerdict(result: unknown): Verdict | undefined {
  const read = simple.safeParse(result);
  return read.success ? { allowed: read.data.isAuthorized, context: read.data.context ?? {} } : undefined;
}

/** Reads an IAM policy, as far as it is about this route; `undefined` if it is not one. */
export function policyVerdict(result: unknown, routeArn: string): Verdict | undefined {
  return policyDecision(result)?.(routeArn);
}

function policyDecision(result: unknown): Decision | undefined {
  const read = policy.safeParse(result);
  if (!read.success) return undefined;
  const { policyDocument, context: given, principalId } = read.data;
  return (routeArn) => {
    const about = policyDocument.Statement.filter(
      ({ Action, Resource }) =>
        Action.some((action) => wildcard(action, { ignoreCase: true })("execute-api:invoke")) &&
        Resource.some((resource) => names(resource, routeArn)),
    );
    const isExplicit = about.some(({ Effect }) => Effect === "Deny");
    const allowed = about.length > 0 && !isExplicit;
    return { allowed, ...(isExplicit ? { isExplicit } : {}), context: { principalId, ...given } };
  };
}

/** Account, Region and API id are unknown here: a policy that names them means the API that is served. */
export function names(resource: string, routeArn: string): boolean {
  if (resource === "*") return true;
  return wildcard(routeOf(resource))(routeOf(routeArn));
}

/** `arn:aws:execute-api:us-west-2:111111111111:a1b2c3/$default/GET/books` → `$default/GET/books` */
function routeOf(arn: string): string {
  const api = arn.split(":").slice(5).join(":");
  const slash = api.indexOf("/");
  return slash === -1 ? "*" : api.slice(slash + 1);
}
