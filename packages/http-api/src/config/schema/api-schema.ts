import { z } from "zod";
import { throttleSchema } from "./authorization-schema";
import { domainSchema } from "./domain-schema";
import { functionSchema } from "./function-schema";
import { serviceName } from "./names";
import { servicePath } from "./service-path";

const origin = z.string().regex(/^(?:\*|https?:\/\/(?:\*|[A-Za-z0-9.-]+(?::\d+)?))$/, {
  error: 'give an origin like "https://app.example.com", or "*"',
});

/** What browsers of other origins may do; the API answers their preflights itself. */
const cors = z.strictObject({
  allowOrigins: z.array(origin).min(1),
  allowMethods: z.array(z.string()).min(1).default(["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"]),
  allowHeaders: z.array(z.string()).default(["authorization", "content-type"]),
  exposeHeaders: z.array(z.string()).default([]),
  /** Cookies and tokens; then every origin has to be named. */
  allowCredentials: z.boolean().default(false),
  /** How long a browser remembers the answer. */
  maxAgeSeconds: z.int().min(0).max(86_400).default(600),
});

/** Who issues the tokens that an authorizer takes. */
const authorizer = z.strictObject({
  issuer: z.string().regex(/^https:\/\/[^\s?#]+$/, {
    error: 'give the issuer\'s https URL, as it stands in the "iss" claim of its tokens',
  }),
  /** Values of which the token's `aud` (or `client_id`) must be one. */
  audience: z.array(z.string().min(1)).min(1),
  /** Where the token is. */
  identitySource: z
    .string()
    .regex(/^\$request\.(?:header|querystring)\.[\w-]+$/, {
      error: 'give "$request.header.<name>" or "$request.querystring.<name>"',
    })
    .default("$request.header.Authorization"),
});

/** The HTTP API in front of the services. */
export const apiSchema = z.strictObject({
  /**
   * `services`: every service has its routes, and a path that no service has ends at the gateway. `proxy`: everything
   * goes to the load balancer, which chooses by its rules.
   */
  routing: z.enum(["services", "proxy"]).default("services"),
  /** How long the gateway waits for a service; AWS's limit is 30. */
  integrationTimeoutSeconds: z.int().min(1).max(30).default(29),
  /** Parent path of everything, e.g. "/next"; services do not see it. @default none */
  basePath: servicePath.optional(),
  /** A name becomes the first part of every path; services do not see it. */
  stage: z
    .string()
    .regex(/^(?:\$default|[A-Za-z0-9_-]{1,128})$/, { error: 'give "$default", or letters, digits, _ and -' })
    .default("$default"),
  /** Changes go live by themselves; otherwise with a deployment of their own in every apply that has any. */
  autoDeploy: z.boolean().default(true),
  stageVariables: z
    .record(
      z.string().regex(/^\w+$/, { error: "give letters, digits and underscores" }),
      z.string().regex(/^[A-Za-z0-9._~:/?#&=,-]*$/, { error: "give letters, digits and ._~:/?#&=,-" }),
    )
    .default({}),
  throttle: throttleSchema.default({ burst: 500, rate: 1000 }),
  cors: cors.optional(),
  /** JWT authorizers by name. */
  authorizers: z.record(serviceName, authorizer).default({}),
  domain: domainSchema.optional(),
  /** Lambda functions by name. */
  functions: z.record(serviceName, functionSchema).default({}),
});
