import { z } from "zod";
import { quote } from "../problem";
import { gotOrMissing } from "./issue-message";

/** Who may call a route: anyone, AWS principals by IAM policy, or the bearer of a token. */
export const authorizationSchema = z
  .union(
    [
      z.literal("none"),
      z.literal("iam"),
      z.strictObject({
        authorizer: z
          .string({
            error: ({ input }) => (input === undefined ? "is missing; name one of api.authorizers" : undefined),
          })
          .min(1)
          .meta({ description: "The authorizer that checks the token.", allowed: "one of `api.authorizers`" }),
        scopes: z
          .array(
            // RFC 6749, section 3.3: the "scope" claim is a list of these with spaces between them.
            z.string().regex(/^[\x21\x23-\x5b\x5d-\x7e]+$/, {
              error:
                'no token can have such a scope; give printable ASCII without spaces, " and \\, like "orders:read"',
            }),
          )
          .max(10)
          .default([])
          .meta({
            description: "Scopes, at least one of which the token must have.",
            absent: "any valid token",
            examples: [["orders:read"], ["orders:write"]],
          }),
      }),
    ],
    {
      error: ({ input }) =>
        `${gotOrMissing(input)}; give "none", "iam" or { authorizer: "<one of api.authorizers>", scopes: ["…"] }`,
    },
  )
  .meta({
    description: "Who may call it: anyone, AWS principals by IAM policy, or the bearer of a token.",
    absent: '`"none"` while the API has no authorizers; required once it has',
    allowed: '`"none"`, `"iam"`, `{ authorizer, scopes }`',
  });

/** Requests that a stage, or one of its routes, accepts. */
export const throttleSchema = z.strictObject({
  burst: z
    .int()
    .min(1, {
      error: ({ input }) =>
        `got ${quote(input)}; AWS then refuses every request with 429; give at least 1, or leave throttle out`,
    })
    .max(5000, { error: ({ input }) => `got ${String(input)}; give at most 5000, the account's own limit` })
    .meta({ description: "Requests at once, above the rate." }),
  rate: z
    .number()
    .gt(0, {
      error: ({ input }) =>
        `got ${quote(input)}; AWS then refuses every request with 429; give more than 0, or leave throttle out`,
    })
    .max(10_000, { error: ({ input }) => `got ${String(input)}; give at most 10000, the account's own limit` })
    .meta({ description: "Requests per second." }),
});

const methodSchema = z.enum(["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]);

/** The methods that routes accept. */
export const methodsSchema = z
  .array(methodSchema)
  .min(1)
  .refine((methods) => new Set(methods).size === methods.length, { error: "give each method once" })
  .meta({
    description: "Methods that the API accepts.",
    absent: "every method",
    allowed: "`GET`, `HEAD`, `POST`, `PUT`, `PATCH`, `DELETE`, `OPTIONS`, each once",
    examples: [["GET"], ["GET", "POST"]],
  });

export type AuthorizationConfig = z.output<typeof authorizationSchema>;
export type ThrottleConfig = z.output<typeof throttleSchema>;
