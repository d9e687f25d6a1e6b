import { z } from "zod";
import { issuerFault, USUAL_ISSUER } from "../../aws/issuer";
import { isObject } from "../merge";
import { quote } from "../problem";
import { decidingFunctionSchema } from "./function-schema";
import { gotOrMissing } from "./issue-message";

/** An issuer of tokens. */
const jwt = z.strictObject({
  issuer: z
    .string()
    .regex(/^https:\/\/[^\s?#]+$/, { error: USUAL_ISSUER, abort: true })
    .superRefine((issuer, context) => {
      const fault = issuerFault(issuer);
      if (fault !== undefined) context.addIssue({ code: "custom", message: fault });
    })
    .meta({
      description: "The issuer's URL, exactly as in the `iss` claim.",
      allowed: "https",
      examples: ["https://login.example.com", "https://login.example.com/shop"],
    }),
  audience: z
    .array(z.string().min(1))
    .min(1)
    .meta({
      description: "Values of which the token's `aud` (or `client_id`) must be one.",
      examples: [["shop"], ["shop", "warehouse"]],
    }),
  identitySource: z
    .string()
    .regex(/^\$request\.(?:header|querystring)\.[\w-]+$/, {
      error: 'give "$request.header.<name>" or "$request.querystring.<name>"',
    })
    .default("$request.header.Authorization")
    .meta({
      description: "Where the token is.",
      allowed: "`$request.header.…` or `$request.querystring.…`",
      examples: ["$request.header.Authorization", "$request.querystring.token"],
    }),
});

/** [API Gateway Developer Guide, "Control access to HTTP APIs with AWS Lambda authorizers": identity sources] */
const identitySource = z
  .string()
  .regex(/^\$(?:request\.(?:header|querystring)\.[\w-]+|context\.[A-Za-z][\w.]*|stageVariables\.\w+)$/, {
    error:
      'give "$request.header.<name>", "$request.querystring.<name>", "$context.<variable>" or "$stageVariables.<name>"',
  });

/** A function that authorizes requests, in payload format 2.0 with simple responses. */
const lambda = z
  .strictObject({
    function: decidingFunctionSchema.meta({
      description:
        "The Lambda function that authorizes requests: it returns `{ isAuthorized: true or false }` (payload format 2.0), or with `api.kind` `rest` an IAM policy.",
      absent: "`issuer` and `audience`, or this",
    }),
    identitySources: z
      .array(identitySource)
      .refine((sources) => new Set(sources).size === sources.length, { error: "give each source once" })
      .default(["$request.header.Authorization"])
      .meta({
        description:
          "Values that a request must have; otherwise it gets 401 and the function is not called. They are also the key of the cache.",
        absent: "`$request.header.Authorization`",
        allowed: "`$request.header.…`, `$request.querystring.…`, `$context.…`, `$stageVariables.…`",
        examples: [["$request.header.Authorization", "$context.routeKey"], ["$request.querystring.key"]],
      }),
    cacheSeconds: z.int().min(0).max(3600).default(0).meta({
      description:
        "How long a result is cached for requests with the same identity sources. It applies to all routes unless `$context.routeKey` is one of the sources; of a REST API the policy is cached, and has to be for all methods that the caller may use.",
      absent: "0: the function is called for every request",
    }),
  })
  // ["If you enable caching [...] you must specify at least one identity source", same page]
  .refine(({ identitySources, cacheSeconds }) => cacheSeconds === 0 || identitySources.length > 0, {
    path: ["cacheSeconds"],
    error: "results are cached by identity sources, and there are none; add one to identitySources, or give 0",
  });

/** What authorizes the callers of a route: an issuer of tokens, or a Lambda function. */
export const authorizerSchema = z.union([jwt, lambda], {
  error: ({ input }) =>
    `${isObject(input) ? `got ${quote(Object.keys(input))}` : gotOrMissing(input)}; give { issuer: "https://…", audience: ["…"] } or { function: { source: "<folder>", handler: "index.handler", runtime: "nodejs22.x" } }`,
});

export type AuthorizerConfig = z.output<typeof authorizerSchema>;
