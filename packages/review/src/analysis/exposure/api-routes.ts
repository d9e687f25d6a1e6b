import { parseJson, textOf, type Json } from "@private-http-api/terraform-json";
import { identityOf, type PlannedResources, type Resource } from "../../plan/planned-resources";
import { exceptionsOf } from "../iam/exceptions";
import { whoOf } from "../iam/grades";
import { staysSame } from "../iam/policy-sources";
import { statementsOf, type Statement } from "../iam/statement";
import { type ApiBody, apiBodiesOf } from "../traffic/api-bodies";
import { apiRoutesOf, type ApiRoute } from "../traffic/api-routes";
import { isPrivateApi } from "../private-api";
import { isNarrower, narrowestOf, widest, type Who } from "../who";
import type { BeforeAndAfter } from "../before-and-after";
import { type Accepted, acceptedBy } from "./acceptance";
import { destinationOf } from "./destinations";
import { REQUESTS } from "./attribute-kinds";
import type { Grant } from "./grants";

/** Types whose routes are read here and not by the type. */
export const ROUTE_TYPES: ReadonlySet<string> = new Set(["aws_apigatewayv2_route", "aws_api_gateway_method"]);

/** A route that asks for nothing. */
export interface OpenRoute extends Grant {
  readonly resource: Resource;
  /** Those that it takes requests of, by API: of every method with its own. */
  readonly doors: readonly string[];
}

/** Routes that ask for nothing, whatever writes them: a route, a method, the body of an API. */
export function openRoutes(planned: PlannedResources, own: ReadonlySet<string>): readonly OpenRoute[] {
  const reached = new Map<Resource | undefined, Who>();
  return apiRoutesOf(planned)
    .filter(({ route }) => isOpen(route))
    .map(({ route, api, key }) => {
      const who = reached.get(api) ?? whoReaches(api, planned, own);
      reached.set(api, who);
      const of = api === undefined ? route.stack : identityOf(api);
      const doors = [...new Set([key, key.replace(/^\S+ /, "ANY ")])].map((each) => `${of}|${each}`);
      return { resource: route, what: `${key} without authorization`, who, doors };
    });
}

function isOpen(route: Resource): boolean {
  return authorizationOf(route) === "NONE";
}

function authorizationOf({ values }: Resource): string {
  return textOf(values["authorization_type"]) ?? textOf(values["authorization"]) ?? "NONE";
}

/**
 * Who may send unsigned requests to an API: everyone, but for what a REST API's resource policy says.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-authorization-flow.html
 */
function whoReaches(
  api: ApiRoute["api"],
  planned: PlannedResources,
  own: ReadonlySet<string>,
  statesNothing = false,
): Who {
  if (api?.type !== REST_API) return "anyone";
  const isPrivate = isPrivateApi(api);
  // Endpoints of every account lead to it, where the policy lets them.
  const most: Who = isPrivate ? "another account" : "anyone";
  const policies = policiesOf(api, planned, statesNothing);
  // A private API without a policy answers nobody.
  if (policies.length === 0) return isPrivate ? "unknown" : most;
  const documents = policies.map((policy) => statementsOf(policy, (value) => value));
  if (documents.includes(undefined)) return "unknown";
  const statements = documents.flatMap((each) => each ?? []);
  const allowed = widest(statements.filter(({ effect }) => effect === "Allow").map((each) => whoOf(each, own)));
  const limits = statements.filter(isOfCalls).flatMap((each) => exceptionsOf(each, own, "this account") ?? []);
  return narrowestOf([most, allowed, ...limits]);
}

const REST_API = "aws_api_gateway_rest_api";

function isOfCalls({ action }: Statement): boolean {
  return !action.not && action.values.some((value) => /^(\*|execute-api:(\*|invoke))$/i.test(value));
}

/** The policies of an API; a text that is not a policy means that it has one that is not known. */
function policiesOf(api: Resource, planned: PlannedResources, statesNothing: boolean): readonly Json[] {
  const alone = policiesAlone(api, planned);
  // What AWS answers as the API's own may be that of a resource, which states it.
  const own = alone.length > 0 || statesNothing ? [] : [api];
  const written = [...own, ...alone].flatMap(({ values }) => {
    const text = textOf(values["policy"]);
    return text === undefined ? [] : [parseJson(text) ?? text];
  });
  const ofBody = apiBodiesOf(planned).flatMap((body) => (body.resource === api ? (body.policy ?? []) : []));
  return [...written, ...ofBody];
}

function policiesAlone(api: Resource, planned: PlannedResources): readonly Resource[] {
  return planned
    .ofType("aws_api_gateway_rest_api_policy")
    .filter((each) => planned.resolve(each, each.values["rest_api_id"], REST_API) === api);
}

/** A REST API that more people reach than before, by an endpoint or a policy that changes, or that goes. */
export interface WiderReach {
  readonly resource: Resource;
  readonly what: string;
  readonly who: Who;
}

/** What is open by that: routes that ask for nothing, and what authorizers alone decide. IAM asks for a principal anyway. */
export function widerReaches(sides: BeforeAndAfter, own: ReadonlySet<string>): readonly WiderReach[] {
  return sides.after.ofType(REST_API).flatMap((api): readonly WiderReach[] => {
    const same = sides.before.same(api);
    if (same === undefined) return [];
    const statesNothing = staysSame(api.change, "policy") && policiesAlone(same, sides.before).length > 0;
    const was = whoReaches(same, sides.before, own, statesNothing);
    const who = whoReaches(api, sides.after, own, statesNothing);
    if (!isNarrower(was, who)) return [];
    const open = new Set(openKeys(same, sides.before));
    const routes = apiRoutesOf(sides.after).filter((each) => each.api === api);
    const unsigned = openKeys(api, sides.after)
      .filter((key) => open.has(key))
      .map((key) => ({ resource: api, what: `${key} without authorization is open to more than before`, who }));
    const others = routes.some(({ route }) => !isOpen(route) && authorizationOf(route) !== "AWS_IAM");
    const decided = {
      resource: api,
      what: `authorizers decide on callers that its policy, or endpoint, kept out`,
      who: "unknown",
    } as const;
    return [...unsigned, ...(others ? [decided] : [])];
  });
}

function openKeys(api: Resource, planned: PlannedResources): readonly string[] {
  return apiRoutesOf(planned).flatMap((each) => (each.api === api && isOpen(each.route) ? [each.key] : []));
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

export function bodyParts(sides: BeforeAndAfter, own: ReadonlySet<string>): readonly BodyPart[] {
  const earlier = new Map(apiBodiesOf(sides.before).map((body) => [identityOf(body.resource), body]));
  return apiBodiesOf(sides.after).flatMap((body) => {
    const same = earlier.get(identityOf(body.resource));
    if (same === undefined) return [];
    const was = partsOf(same);
    return [...partsOf(body)].flatMap(([name, after]) => {
      const before = was.get(name);
      if (before === undefined) return [];
      const { resource } = body;
      return [
        {
          resource,
          name,
          before: acceptedFrom(before, sides.before, own),
          after: acceptedFrom(after, sides.after, own),
        },
      ];
    });
  });
}

interface Part {
  readonly part: Resource;
  readonly integration?: Resource | undefined;
}

function partsOf({ routes, authorizers }: ApiBody): ReadonlyMap<string, Part> {
  return new Map<string, Part>([
    ...routes.map(({ route, integration }) => {
      return [textOf(route.values["route_key"]) ?? "", { part: route, integration }] as const;
    }),
    ...authorizers.map((part) => [`authorizer ${textOf(part.values["name"]) ?? ""}`, { part }] as const),
  ]);
}

/** Where the requests of a route go. */
function sentTo(integration: Resource | undefined, own: ReadonlySet<string>): readonly Accepted[] {
  if (integration === undefined) return [];
  const found = destinationOf(integration.values["integration_uri"], own);
  const isBehindLink = found?.who === "unknown" && textOf(integration.values["connection_id"]) !== undefined;
  if (found === undefined || isBehindLink) return [{ key: "inside", kind: REQUESTS, what: "", who: "this plan" }];
  return [{ key: found.key, kind: REQUESTS, what: `${REQUESTS} ${found.text}`, who: found.who }];
}

function acceptedFrom(
  { part, integration }: Part,
  planned: PlannedResources,
  own: ReadonlySet<string>,
): readonly Accepted[] {
  const accepted = acceptedBy(part, planned, own);
  if (part.type !== "aws_apigatewayv2_route") return accepted;
  const who = isOpen(part) ? "anyone" : "unknown";
  const key: Accepted =
    part.values["api_key_required"] === true
      ? { key: "asked", kind: "API key", what: "", who }
      : { key: "none", kind: "API key", what: "asks for no API key", who, everything: true };
  return [...accepted, key, ...sentTo(integration, own)];
}
