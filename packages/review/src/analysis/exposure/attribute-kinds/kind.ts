import { PROVIDER_PAGES } from "../../danger/families/family";

/** What an attribute says about access, recognized by its name, whatever the resource. */
export interface AttributeKind {
  /** The path without list positions. */
  readonly path: RegExp;
  /** @default every type */
  readonly types?: RegExp;
  readonly reads:
    /** The role, or the profile of one, that something acts as. */
    | "role"
    /** Opens while it is on. */
    | "opens"
    /** Guards while it is on. */
    | "guards"
    /** Admits only what it names; everyone while it is empty. */
    | "restricts"
    /** A folder or prefix: a parent of it, or another one, is more. */
    | "folder"
    /** Names whom something is shared with. */
    | "shared"
    /** Says where something is sent: to another account, or to a host. */
    | "destination"
    /** Names addresses that are let in. */
    | "addresses"
    /** How callers authenticate. */
    | "proof"
    /** A choice of which some are open to everyone. */
    | "place"
    /** Read elsewhere: policies, groups, rules. */
    | "elsewhere"
    /** Gives no access. */
    | "nothing";
  /** The page of AWS that says so, or where each type's page of the provider describes the attribute. */
  readonly source: string;
  /** What is so then; for `nothing` and `elsewhere`, why. */
  readonly says: string;
}

/** @param source a page of AWS. @default the provider's pages, which describe each attribute */
export function kind(
  reads: AttributeKind["reads"],
  says: string,
  path: RegExp,
  { types, source = PROVIDER_PAGES }: Partial<Pick<AttributeKind, "types" | "source">> = {},
): AttributeKind {
  return { path, reads, says, source, ...(types === undefined ? {} : { types }) };
}
