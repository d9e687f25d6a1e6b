import { z } from "zod";
import { quote } from "../problem";
import { throttleSchema } from "./authorization-schema";
import { authorizerSchema } from "./authorizer-schema";
import { domainSchema } from "./domain-schema";
import { functionSchema } from "./function-schema";
import { serviceName } from "./names";
import { servicePath } from "./service-path";

const LABEL = "[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?";
const ORIGIN = new RegExp(`^(?:\\*|https?://(?:\\*|${LABEL}(?:\\.${LABEL})*(?::\\d{1,5})?))$`);

function isPort(number: number): boolean {
  return number >= 1 && number <= 65_535;
}

const origin = z
  .string()
  .refine((text) => ORIGIN.test(text) && isPort(Number(/:(\d+)$/.exec(text)?.[1] ?? 443)), {
    error: 'give an origin like "https://app.example.com", without path, or "*"',
    abort: true,
  })
  .superRefine((text, context) => {
    // Browsers send an origin in this form, and nothing else would match [RFC 6454, "Serializing origins"].
    const sent = text.toLowerCase().replace(/^(http:.*):80$|^(https:.*):443$/, "$1$2");
    if (sent !== text) context.addIssue({ code: "custom", message: `browsers send it as ${quote(sent)}; give that` });
  });

/** Methods that API Gateway takes in a CORS configuration. */
const corsMethod = z.enum(["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "*"]);

/** Names of headers: printable ASCII without what separates them in a list. */
const header = z
  .string()
  .regex(/^[!-~]+$/, { error: 'give the name of a header, like "x-request-id", or "*"' })
  .regex(/^[^,;:"()<>@[\]\\/?=]+$/, { error: 'give the name of one header, like "x-request-id", or "*"' });

/** What browsers of other origins may do. */
const cors = z.strictObject({
  allowOrigins: z
    .array(origin)
    .min(1)
    .meta({
      description: "Origins whose pages may call the API.",
      allowed: '`"https://app.example.com"`, or `"*"` without credentials',
      examples: [["https://app.example.com"], ["https://www.example.com"]],
    }),
  allowMethods: z
    .array(corsMethod)
    .min(1)
    .default(["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"])
    .meta({
      description: "Methods that those pages may use.",
      absent: "`GET`, `HEAD`, `POST`, `PUT`, `PATCH`, `DELETE`",
      allowed: "`GET`, `HEAD`, `POST`, `PUT`, `PATCH`, `DELETE`, `OPTIONS`, or `*` without credentials",
      examples: [["GET"], ["GET", "POST"]],
    }),
  allowHeaders: z
    .array(header)
    .default(["authorization", "content-type"])
    .meta({
      description: "Headers that those pages may send.",
      absent: "`authorization`, `content-type`",
      allowed: "names of headers, or `*` without credentials",
      examples: [["authorization"], ["x-request-id"]],
    }),
  exposeHeaders: z
    .array(header)
    .default([])
    .meta({
      description: "Response headers that those pages may read.",
      absent: "none",
      allowed: "names of headers, or `*` without credentials",
      examples: [["x-request-id"], ["etag"]],
    }),
  allowCredentials: z.boolean().default(false).meta({
    description:
      "Whether browsers may send cookies and other credentials; every origin, method and header must then be named.",
  }),
  maxAgeSeconds: z
    .int()
    .min(0)
    .max(86_400)
    .default(600)
    .meta({ description: "How long a browser remembers the answer to a preflight, in seconds." }),
});

/** The API in front of the services. */
export const apiSchema = z
  .strictObject({
    kind: z.enum(["http", "rest"]).default("http").meta({
      description:
        "`rest`: a REST API, which can be private and have a resource policy, and has no JWT authorizers ([Who can reach my API?](access.md#a-private-rest-api)).",
    }),
    endpoint: z.enum(["regional", "private"]).optional().meta({
      description: "Of a REST API: called from the internet, or through VPC endpoints alone.",
      absent: "`regional`",
    }),
    allowedVpcEndpoints: z
      .array(z.string().regex(/^vpce-[0-9a-f]{8}(?:[0-9a-f]{9})?$/, { error: 'give ids like "vpce-0a1b2c3d"' }))
      .refine((ids) => new Set(ids).size === ids.length, { error: "give each endpoint once" })
      .default([])
      .meta({
        description: "`execute-api` endpoints through which alone a private REST API can be called.",
        absent: "none",
        allowed: "ids of interface endpoints, also of other accounts",
        examples: [["vpce-0a1b2c3d"], ["vpce-0a1b2c3d", "vpce-1a1b2c3d"]],
      }),
    allowedAccounts: z
      .array(z.string().regex(/^\d{12}$/, { error: "give account numbers of 12 digits" }))
      .refine((accounts) => new Set(accounts).size === accounts.length, { error: "give each account once" })
      .default([])
      .meta({
        description:
          'Accounts whose roles and users may call a REST API; every service then has authorization `"iam"`.',
        absent: "the environment's own, where callers are authorized by IAM",
        allowed: "numbers of 12 digits",
        examples: [["333333333333"], ["333333333333", "444444444444"]],
      }),
    wafArn: z
      .string()
      .regex(/^arn:[\w-]+:wafv2:[a-z0-9-]+:\d{12}:regional\/webacl\/[\w-]{1,128}\/[0-9a-f-]{1,36}$/, {
        error: 'give a regional web ACL of AWS WAF, "arn:aws:wafv2:<region>:<account>:regional/webacl/<name>/<id>"',
      })
      .optional()
      .meta({
        description:
          "Web ACL of AWS WAF in front of a REST API's stage ([Behind a web application firewall](access.md#behind-a-web-application-firewall)).",
        absent: "none",
        allowed: "ARN of a regional web ACL in the environment's account and Region",
        examples: [
          "arn:aws:wafv2:us-west-2:111111111111:regional/webacl/shop/11111111-2222-3333-4444-555555555555",
          "arn:aws:wafv2:us-west-2:111111111111:regional/webacl/strict/21111111-2222-3333-4444-555555555555",
        ],
      }),
    accountLogRole: z.enum(["existing", "manage"]).optional().meta({
      description:
        "The IAM role by which all REST APIs of an account and Region write logs; with one, the REST API has an access log. `existing`: it is set already, and is not touched. `manage`: this environment sets it ([Access log of a REST API](api.md#access-log-of-a-rest-api)).",
      absent: "a REST API has no access log",
    }),
    responseTransferMode: z.enum(["buffered", "stream"]).optional().meta({
      description:
        "`stream`: a REST API passes on each part of a response as it comes, for up to `integrationTimeoutSeconds` ([Response streaming](api.md#response-streaming)).",
      absent: "`buffered`",
    }),
    routing: z.enum(["services", "proxy"]).default("services").meta({
      description:
        "`services`: every service has its routes, and the gateway answers 404 to other paths. `proxy`: everything goes to the load balancer, whose rules choose the service ([ADR 0007](adr/0007-routes-of-services.md)).",
    }),
    integrationTimeoutSeconds: z.int().min(2).max(900).default(29).meta({
      description:
        "How long the gateway waits for a service, in seconds. AWS's limit is 30 s, 29 s for a REST API, and 900 s for one that streams; `requestTimeoutSeconds` must be less.",
      allowed: "2 to 30; 2 to 29 for a REST API; 2 to 900 with `responseTransferMode` `stream`",
    }),
    basePath: servicePath.optional().meta({
      description: 'Prefix of every path, e.g. `"/next"`; services do not see it.',
      absent: "none",
      allowed: "as `path` of a service",
    }),
    stage: z
      .string()
      .regex(/^(?:\$default|[A-Za-z0-9_-]{1,128})$/, { error: 'give "$default", or letters, digits, _ and -' })
      .refine((stage) => !["ping", "sping"].includes(stage), {
        error: "API Gateway answers that path itself, for its own health checks; give another",
      })
      .default("$default")
      .meta({
        description:
          "Name of the stage. One other than `$default` becomes the first part of every path; services do not see it.",
        allowed: '`"$default"`, or letters, digits, `_` and `-`',
        examples: ["$default", "live"],
      }),
    autoDeploy: z.boolean().default(true).meta({
      description: "Changes to the API go live as each is applied; otherwise together, with one deployment per apply.",
    }),
    stageVariables: z
      .record(
        z.string().regex(/^\w+$/, { error: "give letters, digits and underscores" }),
        z.string().regex(/^[A-Za-z0-9._~:/?#&=,-]*$/, { error: "give letters, digits and ._~:/?#&=,-" }),
      )
      .default({})
      .meta({
        description: "Variables of the stage.",
        allowed: "names of letters, digits and `_`; values of letters, digits and `._~:/?#&=,-`",
        examples: [{ color: "blue" }, { color: "green" }],
      }),
    throttle: throttleSchema
      .default({ burst: 500, rate: 1000 })
      .meta({ description: "Requests that the stage accepts; more get 429.", absent: "500 at once, 1,000 per second" }),
    cors: cors.optional().meta({
      description: "What browsers may do from other origins; the API answers their preflight requests itself.",
      absent: "nothing",
    }),
    ipAddressType: z.enum(["ipv4", "dualstack"]).optional().meta({
      description: "Whether clients reach the API and its domain over IPv4 only, or over IPv6 too.",
      absent: "`ipv4`",
    }),
    authorizers: z.record(serviceName, authorizerSchema).default({}).meta({
      description: "What authorizes callers, by name: an issuer of tokens, or a Lambda function.",
      absent: "none",
      allowed: "at most 10",
    }),
    domain: domainSchema.optional(),
    functions: z.record(serviceName, functionSchema).default({}).meta({
      description: "Lambda functions beside the services, by name.",
      absent: "none",
      allowed: "no name of a service",
    }),
  })
  .meta({ description: "The API in front of the services." });
