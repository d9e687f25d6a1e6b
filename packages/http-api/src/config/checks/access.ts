import { type Environment, routedServices } from "../config";
import { quote, type Problem } from "../problem";
import type { AuthorizationConfig } from "../schema/authorization-schema";
import type { Check, CheckInput } from "./check";

/** Who may call what: an authorizer that does not exist, or an authorization that is not decided. */
export const checkAccess: Check = (input) => [...checkAuthorization(input), ...checkCors(input)];

function checkAuthorization({ environment, at }: CheckInput): readonly Problem[] {
  const names = Object.keys(environment.api.authorizers);
  return exposed(environment, at).flatMap(({ path, authorization }): readonly Problem[] => {
    if (authorization === undefined) {
      if (names.length === 0 && !environment.protect) return [];
      const why =
        names.length > 0 ? `although the API has authorizers (${names.join(", ")})` : "in an environment with protect";
      const authorizer = names.length > 0 ? `{ authorizer: "${names[0] ?? ""}" }, ` : "";
      return [{ path, message: `is missing ${why}; give ${authorizer}"iam", or "none" for everybody` }];
    }
    if (typeof authorization === "string") return [];
    if (names.includes(authorization.authorizer)) return scopesOf(environment, authorization, path);
    const known = names.length === 0 ? "api.authorizers has none" : `api.authorizers has ${names.join(", ")}`;
    return [
      {
        path: [...path, "authorizer"],
        message: `got ${quote(authorization.authorizer)}, and ${known}; declare it there`,
      },
    ];
  });
}

/** Authorization scopes are compared with a token's claims, which a Lambda authorizer does not have [AuthorizationScopes, CreateRoute]. */
function scopesOf(
  { api }: Environment,
  { authorizer, scopes }: Exclude<AuthorizationConfig, string>,
  path: readonly PropertyKey[],
): readonly Problem[] {
  const found = api.authorizers[authorizer];
  if (scopes.length === 0 || found === undefined || "issuer" in found) return [];
  const message = `got ${quote(scopes)}, and the authorizer ${authorizer} is a Lambda function, which does not use scopes; remove scopes, and check them in the function`;
  return [{ path: [...path, "scopes"], message }];
}

/** With credentials, browsers take "*" for a name and not for all of them [Fetch Standard, "CORS protocol"]. */
function checkCors({ environment: { name, api } }: CheckInput): readonly Problem[] {
  const { cors } = api;
  if (!cors?.allowCredentials) return [];
  return (["allowOrigins", "allowMethods", "allowHeaders", "exposeHeaders"] as const)
    .filter((key) => cors[key].some((value) => value === "*"))
    .map((key) => ({
      path: ["environments", name, "api", "cors", key],
      message:
        key === "allowOrigins"
          ? `got ${quote(cors[key])} with allowCredentials, which browsers and AWS refuse; name the origins, or leave allowCredentials out`
          : `got ${quote(cors[key])} with allowCredentials, where browsers read "*" as a literal name; name them, or leave allowCredentials out`,
    }));
}

function exposed(
  { name, services, api }: Environment,
  at: CheckInput["at"],
): { path: readonly PropertyKey[]; authorization: AuthorizationConfig | undefined }[] {
  return [
    ...routedServices(services).map((service) => ({
      path: at(service.name, "authorization"),
      authorization: service.authorization,
    })),
    ...Object.entries(api.functions).map(([key, { authorization }]) => ({
      path: ["environments", name, "api", "functions", key, "authorization"],
      authorization,
    })),
  ];
}
