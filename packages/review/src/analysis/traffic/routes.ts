import { textOf, textsOf } from "@private-http-api/terraform-json";
import { identityOf, type Resource, type PlannedResources } from "../../plan/planned-resources";
import { isAmbiguous } from "../../plan/unknown-names";
import type { BeforeAndAfter } from "../before-and-after";
import { type ApiBody, apiBodiesOf } from "./api-bodies";
import { type ApiRoute, apiRoutesOf } from "./api-routes";
import { Destinations } from "./destinations";
import type { Subject } from "./subject";

/** Where requests of one route go, and who may send them. */
export interface RouteState extends Subject {
  readonly destination: string;
  /** `NONE`, `AWS_IAM`, `JWT (scope, scope)`. */
  readonly authorization: string;
}

/** Routes of HTTP APIs and methods of REST APIs, by API and route key. */
export function routesOf(planned: PlannedResources): ReadonlyMap<string, RouteState> {
  const destinations = new Destinations(planned);
  return new Map(
    apiRoutesOf(planned).map((entry) => {
      const { route, api, key } = entry;
      return [
        [route.stack, api === undefined ? unknownApi(route) : identityOf(api), key].join("|"),
        {
          stack: route.stack,
          subject: api === undefined ? key : `${planned.nameOf(api)} ${key}`,
          destination: destinationOf(entry, destinations),
          authorization: authorizationOf(route),
        },
      ];
    }),
  );
}

/** What is known after apply may be a different API for each route. */
function unknownApi({ address, values }: Resource): string {
  const id = textOf(values["api_id"] ?? values["rest_api_id"]);
  return id === undefined || isAmbiguous(id, address) ? `${id ?? ""} ${address}` : id;
}

function destinationOf({ route, integration, path }: ApiRoute, destinations: Destinations): string {
  if (integration === undefined) return textOf(route.values["target"]) ?? "(nothing)";
  const destination = `${destinations.ofIntegration(integration, path)} by ${destinations.viaOf(integration)}`;
  return route.values["stays"] === true
    ? `${destination}, which stays though the body no longer has it (put_rest_api_mode is merge)`
    : destination;
}

function authorizationOf({ values }: Resource): string {
  const type = textOf(values["authorization_type"]) ?? textOf(values["authorization"]) ?? "NONE";
  const scopes = textsOf(values["authorization_scopes"]);
  const asked = scopes.length === 0 ? type : `${type} (${[...scopes].sort().join(", ")})`;
  return values["api_key_required"] === true ? `${asked} with an API key` : asked;
}

/** An API's routes where its body is not read on one side, or on both. */
export interface UnreadRoutes extends Subject {
  readonly key: string;
  readonly before: string;
  readonly after: string;
}

/** APIs whose body is not read on one side: their routes cannot be compared. */
export function unreadRoutes({ before, after }: BeforeAndAfter): readonly UnreadRoutes[] {
  const [earlier, later] = [bodiesByApi(before), bodiesByApi(after)];
  return [...new Set([...earlier.keys(), ...later.keys()])].flatMap((key) => {
    const [was, is] = [earlier.get(key), later.get(key)];
    const either = is ?? was;
    if (either === undefined || (was?.unread === undefined && is?.unread === undefined)) return [];
    if (was?.resource.values["body"] === is?.resource.values["body"]) return [];
    const { stack } = either.resource;
    return [{ key, stack, subject: after.nameOf(either.resource), before: bodyText(was), after: bodyText(is) }];
  });
}

function bodiesByApi(planned: PlannedResources): ReadonlyMap<string, ApiBody> {
  return new Map(apiBodiesOf(planned).map((body) => [identityOf(body.resource), body]));
}

function bodyText(body: ApiBody | undefined): string {
  if (body === undefined) return "";
  if (body.unread !== undefined) return `a body that is not read: ${body.unread}`;
  return body.routes.map(({ route }) => textOf(route.values["route_key"]) ?? "").join(", ");
}
