import { blocksOf, isObject, parseJson, textOf, textsOf, type Json } from "@private-http-api/terraform-json";
import { identityOf, type PlannedResources, type Resource } from "../../plan/planned-resources";
import { conditionTest } from "../iam/conditions";
import { whoOf } from "../iam/grades";
import { statementsOf, type Statement } from "../iam/statement";
import { type ApiBody, apiBodiesOf } from "../traffic/api-bodies";
import { apiRoutesOf, type ApiRoute } from "../traffic/api-routes";
import { CIRCLES, widest, type Who } from "../who";
import type { BeforeAndAfter } from "../before-and-after";
import { type Accepted, acceptedBy } from "./acceptance";
import type { Grant } from "./grants";

/** Types whose routes are read here and not by the type. */
export const ROUTE_TYPES: ReadonlySet<string> = new Set(["aws_apigatewayv2_route", "aws_api_gateway_method"]);

/** Routes that ask for nothing, whatever writes them: a route, a method, the body of an API. */
export function openRoutes(
  planned: PlannedResources,
  own: ReadonlySet<string>,
): readonly (Grant & { readonly resource: Resource })[] {
  const reached = new Map<Resource | undefined, Who>();
  return apiRoutesOf(planned)
    .filter(({ route }) => isOpen(route))
    .map(({ route, api, key }) => {
      const who = reached.get(api) ?? whoReaches(api, planned, own);
      reached.set(api, who);
      return { resource: route, what: `${key} without authorization`, who };
    });
}

function isOpen({ values }: Resource): boolean {
  return (textOf(values["authorization_type"]) ?? textOf(values["authorization"]) ?? "NONE") === "NONE";
}

/**
 * Who may send unsigned requests to an API: everyone, but for what a REST API's resource policy says.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-authorization-flow.html
 */
function whoReaches(api: ApiRoute["api"], planned: PlannedResources, own: ReadonlySet<string>): Who {
  if (api?.type !== "aws_api_gateway_rest_api") return "anyone";
  const policies = policiesOf(api, planned);
  const isPrivate = blocksOf(api.values["endpoint_configuration"]).some((block) =>
    textsOf(block["types"]).includes("PRIVATE"),
  );
  // Endpoints of every account lead to it, where the policy lets them.
  const most: Who = isPrivate ? "another account" : "anyone";
  const statements = policies.flatMap((policy) => statementsOf(policy, (value) => value) ?? []);
  if (statements.length === 0) return isPrivate ? "unknown" : most;
  const allowed = widest(statements.filter(({ effect }) => effect === "Allow").map((each) => whoOf(each, own)));
  const limits = statements.filter(({ effect }) => effect === "Deny").flatMap((each) => exceptionsOf(each, own));
  return narrowest([most, allowed, ...limits]);
}

function narrowest(circles: readonly Who[]): Who {
  return circles.reduce((one, other) => (CIRCLES.indexOf(other) > CIRCLES.indexOf(one) ? other : one));
}

/** Whom a denial of everyone leaves: where it denies what is not so, those of whom it is so. */
function exceptionsOf(statement: Statement, own: ReadonlySet<string>): readonly Who[] {
  const { principal, tests, action } = statement;
  const isOfAll = !principal.not && principal.values.some((value) => value === "AWS:*");
  const isOfCalls = !action.not && action.values.some((value) => /^(\*|execute-api:(\*|invoke))$/i.test(value));
  if (!isOfAll || !isOfCalls || tests.length === 0 || tests.some(({ operator }) => !operator.includes("not")))
    return [];
  return [
    widest(
      tests.map(({ operator, key, values }) =>
        whoOf({ ...statement, tests: [conditionTest(operator.replace("not", ""), key, values)] }, own),
      ),
    ),
  ];
}

function policiesOf(api: Resource, planned: PlannedResources): readonly Json[] {
  const alone = planned
    .ofType("aws_api_gateway_rest_api_policy")
    .filter((each) => planned.resolve(each, each.values["rest_api_id"], api.type) === api);
  const written = [api, ...alone].flatMap(({ values }) => parseJson(textOf(values["policy"]) ?? "") ?? []);
  const ofBody = apiBodiesOf(planned).flatMap((body) => (body.resource === api ? (body.policy ?? []) : []));
  return [...written, ...ofBody].filter(isObject);
}

/** Routes and authorizers of bodies that are there on both sides: whom they now let pass, and whom no longer. */
export interface BodyPart {
  /** The API, as it is after the change. */
  readonly resource: Resource;
  /** Before a text about it: `GET /books`, `authorizer tokens`. */
  readonly name: string;
  readonly before: readonly Accepted[];
  readonly after: readonly Accepted[];
}

export function bodyParts(sides: BeforeAndAfter): readonly BodyPart[] {
  const earlier = new Map(apiBodiesOf(sides.before).map((body) => [identityOf(body.resource), body]));
  return apiBodiesOf(sides.after).flatMap((body) => {
    const same = earlier.get(identityOf(body.resource));
    if (same === undefined) return [];
    const was = partsOf(same);
    return [...partsOf(body)].flatMap(([name, after]) => {
      const before = was.get(name);
      if (before === undefined) return [];
      const { resource } = body;
      return [{ resource, name, before: acceptedFrom(before, sides.before), after: acceptedFrom(after, sides.after) }];
    });
  });
}

function partsOf({ routes, authorizers }: ApiBody): ReadonlyMap<string, Resource> {
  return new Map([
    ...routes.map(({ route }) => [textOf(route.values["route_key"]) ?? "", route] as const),
    ...authorizers.map((each) => [`authorizer ${textOf(each.values["name"]) ?? ""}`, each] as const),
  ]);
}

function acceptedFrom(part: Resource, planned: PlannedResources): readonly Accepted[] {
  const accepted = acceptedBy(part, planned);
  if (part.type !== "aws_apigatewayv2_route") return accepted;
  const who = isOpen(part) ? "anyone" : "unknown";
  const key: Accepted =
    part.values["api_key_required"] === true
      ? { key: "asked", kind: "API key", what: "", who }
      : { key: "none", kind: "API key", what: "asks for no API key", who, everything: true };
  return [...accepted, key];
}
