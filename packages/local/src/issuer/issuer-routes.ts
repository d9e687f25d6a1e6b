import type { HttpApi, JwtAuthorizer } from "@private-http-api/topology";
import type { LocalIssuer, TokenOrder } from "./local-issuer";

/** Where the issuer answers, on the page's port. */
export const ISSUER_PATH = "/_local/issuer";

export interface IssuerAnswer {
  readonly status: number;
  /** An object is sent as JSON, a string as one line. */
  readonly body: string | object;
}

/** Answers for the issuer: discovery and keys, and with POST tokens and the rotation of its keys. */
export class IssuerRoutes {
  constructor(
    private readonly issuer: LocalIssuer,
    private readonly api: () => HttpApi,
  ) {}

  /** @param origin of the page, as the client names it */
  async answer(method: string, path: string, parameters: URLSearchParams, origin: string): Promise<IssuerAnswer> {
    const issuer = origin + ISSUER_PATH;
    switch (`${method === "HEAD" ? "GET" : method} ${path.slice(ISSUER_PATH.length)}`) {
      case "GET /.well-known/openid-configuration":
        return {
          status: 200,
          body: {
            issuer,
            jwks_uri: `${issuer}/keys`,
            token_endpoint: `${issuer}/token`,
            response_types_supported: ["token"],
            subject_types_supported: ["public"],
            id_token_signing_alg_values_supported: ["RS256"],
          },
        };
      case "GET /keys":
        return { status: 200, body: this.issuer.jwks };
      case "POST /rotate":
        return { status: 200, body: `Signing key: ${await this.issuer.rotate()}` };
      case "POST /token":
        return this.token(parameters, issuer);
      default:
        return {
          status: 404,
          body: `There are GET ${ISSUER_PATH}/.well-known/openid-configuration and /keys, POST ${ISSUER_PATH}/token and /rotate.`,
        };
    }
  }

  private async token(parameters: URLSearchParams, own: string): Promise<IssuerAnswer> {
    const order = tokenOrder(parameters);
    if (typeof order === "string") return { status: 400, body: order };
    const authorizer = this.authorizer(parameters.get("authorizer"), own);
    if (typeof authorizer === "string") return { status: 400, body: authorizer };
    return { status: 200, body: await this.issuer.token(authorizer, order) };
  }

  /** The authorizer that a token is for, or a message if it is not clear which. */
  private authorizer(name: string | null, own: string): Pick<JwtAuthorizer, "issuer" | "audience"> | string {
    const known = new Map<string, JwtAuthorizer>();
    for (const { authorization } of this.api().routes)
      if (authorization.type === "JWT") known.set(authorization.authorizer.name, authorization.authorizer);
    const names = [...known.keys()].join(", ");
    if (name !== null) return known.get(name) ?? `There is no authorizer ${name}; there are ${names || "none"}.`;
    const [only] = known.values();
    if (known.size > 1) return `Several authorizers accept tokens; give authorizer, one of ${names}.`;
    return only ?? { issuer: own, audience: ["local"] };
  }
}

/** Parses the settings of a token from a query string, or says what is wrong with them. */
function tokenOrder(parameters: URLSearchParams): TokenOrder | string {
  const lifetime = parameters.get("expires-in");
  if (lifetime !== null && !/^-?\d{1,9}$/.test(lifetime))
    return `expires-in is \`${lifetime}\`; whole seconds are allowed, negative ones for a token that has expired.`;
  const claims: Record<string, unknown> = {};
  for (const text of parameters.getAll("claim")) {
    const [, name, value = ""] = /^([^=]+)=(.*)$/s.exec(text) ?? [];
    if (name === undefined) return `claim is \`${text}\`; name=value is allowed.`;
    claims[name] = jsonOr(value);
  }
  const scopes = parameters.getAll("scope");
  return {
    claims,
    subject: parameters.get("subject") ?? undefined,
    audience: parameters.get("audience") ?? undefined,
    scope: scopes.length === 0 ? undefined : scopes.join(" "),
    lifetimeSeconds: lifetime === null ? undefined : Number(lifetime),
  };
}

/** Lists, numbers and objects are written as JSON; anything else is text. */
function jsonOr(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}
