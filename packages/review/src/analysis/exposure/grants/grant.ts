import { textOf, type JsonObject } from "@private-http-api/terraform-json";
import type { PlannedResources, Resource } from "../../../plan/planned-resources";
import { whoIs, type Who } from "../../who";

/** Types that give access by being there, and the page of AWS or of the provider that says so. */
export interface Granting {
  readonly of: string;
  readonly source: string;
  readonly grants: Readonly<Record<string, Read>>;
}

/** Access that a resource gives by being there. */
export interface Grant {
  readonly what: string;
  readonly who: Who;
}

/** Reads what a resource of a type gives. */
export type Read = (
  values: JsonObject,
  resource: Resource,
  planned: PlannedResources,
  own: ReadonlySet<string>,
) => readonly Grant[];

export function grant(what: string, who: Who): readonly Grant[] {
  return [{ what, who }];
}
export function always(what: string, who: Who): Read {
  return () => grant(what, who);
}

export const CREDENTIAL = "a credential that works outside AWS";
/** Whose the other end of a connection is: the plan does not say. */
export const JOINED = "another account";

/** A group or a network that no plan shows may be open to anyone. */
export function joins(what: string, attribute: string, ...types: readonly string[]): Read {
  return (values, resource, planned) => {
    const named = planned.resolve(resource, values[attribute], ...types);
    return grant(
      `${what} ${named === undefined ? (textOf(values[attribute]) ?? "(known after apply)") : planned.nameOf(named)}`,
      named === undefined ? "unknown" : "this plan",
    );
  };
}

/** Names accounts or principals in the first of these attributes that it has. */
export function toAccount(what: string, ...attributes: readonly string[]): Read {
  return (values, _resource, _planned, own) => {
    const names = attributes.flatMap((attribute) => textOf(values[attribute]) ?? []);
    const circles = names.map((name): Who => (name.includes("${") ? "unknown" : whoIs(name, own)));
    const who =
      circles.find((circle) => circle === "anyone") ??
      circles.find((circle) => circle !== "unknown") ??
      "another account";
    return grant(`${what} ${names.join(", ") || "(unknown)"}`, who);
  };
}
