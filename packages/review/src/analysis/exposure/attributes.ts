import { type Json, type JsonObject, parseJson, textOf } from "@private-http-api/terraform-json";
import { identityOf, type Resource } from "../../plan/planned-resources";
import type { ResourceChange } from "../../plan/stack-plan";
import type { BeforeAndAfter } from "../before-and-after";
import { isKnown, leavesOf, nameOfPath, Path, sameLeaves } from "../danger/leaves";
import { grantedBeyond } from "../iam/principals";
import { roleOf } from "../iam/roles";
import { isWithin } from "../network/addresses";
import { oncePer, oncePerText } from "../../plan/once-per";
import { ownAccounts } from "../own-accounts";
import { whoHasCidr, whoIs, type Grade } from "../who";
import { destinationOf } from "./destinations";
import { widerFolders } from "./folders";
import { GRANTS } from "./grants";
import { ATTRIBUTE_KINDS, REQUESTS, TELLING, type AttributeKind } from "./attribute-kinds";

/** Access that an attribute gives after a change and did not give before. */
export interface Opened extends Grade {
  readonly what: string;
  /** @default true */
  readonly broadens?: boolean;
}

export interface AttributeReading {
  readonly opened: readonly Opened[];
  readonly closed: readonly string[];
  /** Telling attributes that change and that no kind reads. */
  readonly unread: readonly string[];
}

const readingsOf = oncePer((_sides: BeforeAndAfter) => new Map<ResourceChange, AttributeReading>());

/** What the attributes of one resource open and close, whatever its type. */
export function readAttributes(
  earlier: Resource | undefined,
  later: Resource,
  sides: BeforeAndAfter,
): AttributeReading {
  const readings = readingsOf(sides);
  let reading = readings.get(later.change);
  if (reading === undefined) readings.set(later.change, (reading = attributesRead(earlier, later, sides)));
  return reading;
}

const NOTHING: AttributeReading = { opened: [], closed: [], unread: [] };

function attributesRead(earlier: Resource | undefined, later: Resource, sides: BeforeAndAfter): AttributeReading {
  const paths = readPaths(later.type);
  const was = leavesOf(withDocuments(earlier?.values), paths);
  const is = leavesOf(withDocuments(later.values), paths);
  if (was.size + is.size === 0) return NOTHING;
  const reading = { opened: [] as Opened[], closed: [] as string[], unread: [] as string[] };
  for (const path of was.size === 0 ? is.keys() : new Set([...was.keys(), ...is.keys()])) {
    const [before, after] = [was.get(path) ?? [], is.get(path) ?? []];
    if (sameLeaves(before, after)) continue;
    const kind = kindOf(later.type, path);
    if (kind === undefined) {
      if (after.length > 0 && isTelling(path)) reading.unread.push(path);
      continue;
    }
    const subject = { kind, path, before, after, earlier, later, sides };
    reading.opened.push(...opened(subject));
    // What had no value gave nothing that could close.
    if (before.length === 0) continue;
    reading.closed.push(...opened({ ...subject, before: after, after: before, isGone: true }).map(({ what }) => what));
  }
  return reading;
}

/** Attributes whose JSON has settings of the resource: of a batch job, a launch constraint, a state machine, a subscription. */
const DOCUMENTS = [
  ...["container_properties", "ecs_properties", "node_properties", "eks_properties", "parameters"],
  ...["definition", "policy_document"],
];

function withDocuments(values: JsonObject | undefined): JsonObject | undefined {
  if (!DOCUMENTS.some((key) => values?.[key] !== undefined)) return values;
  const texts = DOCUMENTS.flatMap((key) => {
    const text = textOf(values?.[key]);
    const parsed = text === undefined ? undefined : parseJson(text);
    return parsed === undefined ? [] : [[key, parsed] as const];
  });
  return texts.length === 0 ? values : { ...values, ...Object.fromEntries(texts) };
}

const kindsOf = oncePerText((type) =>
  oncePerText((path) => ATTRIBUTE_KINDS.find((kind) => kind.path.test(path) && kind.types?.test(type) !== false)),
);

export function kindOf(type: string, path: string): AttributeKind | undefined {
  return kindsOf(type)(path);
}

export const isTelling = oncePerText((path) => TELLING.test(nameOfPath(path)));

/** The paths of a type that are read at all. */
const readPaths = oncePerText(
  (type) => new Path((path) => !path.endsWith(".#") && (kindOf(type, path) !== undefined || isTelling(path))),
);

/** Whether access may hang on an attribute: by what a kind reads in it, or else by its name. */
export function mayGiveAccess(type: string, path: string): boolean {
  const reads = kindOf(type, path)?.reads;
  return reads === undefined || reads === "elsewhere" ? isTelling(path) : reads !== "nothing";
}

interface Subject {
  readonly kind: AttributeKind;
  readonly path: string;
  readonly before: readonly Json[];
  readonly after: readonly Json[];
  readonly earlier: Resource | undefined;
  readonly later: Resource;
  readonly sides: BeforeAndAfter;
  /** Whether it is asked what closes. */
  readonly isGone?: boolean;
}

function opened(subject: Subject): readonly Opened[] {
  const { kind, path, before, after, sides } = subject;
  const own = ownAccounts(sides);
  const added = after.filter((value) => !before.includes(value));
  switch (kind.reads) {
    case "opens":
      return after.some(isOn) && !before.some(isOn)
        ? [{ what: `${path}: ${kind.says}`, who: INSIDE.test(kind.says) ? "this account" : "anyone" }]
        : [];
    case "guards":
      // What is new without a guard is judged by what it opens, but for the guards that AWS has on by itself.
      return after.some(isOff) && !before.some(isOff) && (subject.earlier !== undefined || /public/.test(path))
        ? [{ what: `${path} is off: ${kind.says}`, who: "anyone" }]
        : [];
    case "restricts":
      return before.length > 0 && after.length === 0 && subject.isGone !== true
        ? [{ what: `${path}: ${kind.says}`, who: "anyone" }]
        : [];
    case "folder":
      return subject.earlier === undefined || subject.isGone === true || !after.every(isKnown)
        ? []
        : widerFolders(before, after).map((folder) => ({ what: `${path}: ${kind.says} ${folder}`, who: "unknown" }));
    case "shared":
      // What a new one gives by being there is reported by GRANTS.
      if (subject.earlier === undefined && GRANTS[subject.later.type] !== undefined) return [];
      return added.flatMap((value) => sharedWith(value, subject, own));
    case "destination":
      return destinations(subject, added, own);
    case "addresses":
      return beyondAddresses(before, added).map((cidr) => ({
        what: `${path}: ${kind.says} ${cidr}`,
        who: whoHasCidr(cidr),
      }));
    case "proof":
      return proofs(subject, added);
    case "place":
      return added.some(isOpenPlace) && !before.some(isOpenPlace)
        ? [{ what: `${path}: ${kind.says} (${added.map(String).join(", ")})`, who: "anyone" }]
        : [];
    case "role":
      return added.flatMap((value) => actsAs(value, subject));
    default:
      return [];
  }
}

/** Ways in that IAM, or the service's own users, have the say over. */
const INSIDE = /^a way in for administrators/;

const ON = /^(true|enabled?|on|all|yes|active|allow)$/i;

function isOn(value: Json): boolean {
  return value === true || (typeof value === "string" && ON.test(value));
}

/** `PATH` of a home directory: the user is not locked into mappings (`LOGICAL`). */
function isOff(value: Json): boolean {
  return value === false || value === "PATH";
}

const OPEN_PLACE =
  /^(public|publicinternetonly|public_only|public_and_private|edge|regional|internet|internet-facing|service_provided_eips|off|open|everyone|all|shared|unblocked|organization|world|other_aws_account|external|global|allow_all|public_read|open-access)$/i;

function isOpenPlace(value: Json): boolean {
  return typeof value === "string" && OPEN_PLACE.test(value);
}

function sharedWith(
  value: Json,
  { kind, path, earlier, sides, later }: Subject,
  own: ReadonlySet<string>,
): readonly Opened[] {
  const text = shortened(textOf(value));
  if (text === undefined || typeof value === "boolean") return [];
  if (!isKnown(value)) return [{ what: `${path}: ${kind.says} ${text}`, ...ofReference(later, text, sides) }];
  const named = whoIs(text, own);
  const who = named === "unknown" && sides.after.resolve(later, text, ...USERS) !== undefined ? "this plan" : named;
  const what = `${path}: ${kind.says} ${text}`;
  // A new resource names its first users: each is reported, and judged by who it is.
  return [{ what, who: who === "unknown" && earlier === undefined ? "this account" : who }];
}

/** Where something goes that did not go there before. */
function destinations(
  { kind, path, before, earlier, later, isGone }: Subject,
  added: readonly Json[],
  own: ReadonlySet<string>,
): readonly Opened[] {
  const known = new Set(before.map((value) => destinationOf(value, own)?.key));
  return added.flatMap((value) => {
    const found = destinationOf(value, own);
    if (found === undefined || known.has(found.key)) return [];
    const { text, who } = found;
    // Over a VPC link, a URL says only which host a request names.
    if (who === "unknown" && later.values["connection_type"] === "VPC_LINK" && isGone !== true) return [];
    const isNew = who === "unknown" && kind.says === REQUESTS && earlier === undefined;
    return [{ what: `${path}: ${kind.says} ${text}`, who, ...(isNew ? { broadens: false } : {}) }];
  });
}

/** Users that lists name by what they are called. */
const USERS = ["aws_memorydb_user", "aws_elasticache_user"];

/** A document (the metadata of an identity provider) is not shown whole. */
function shortened(text: string | undefined): string | undefined {
  return text === undefined || text.length <= 120 ? text : `${text.slice(0, 120)}…`;
}

function ofReference(from: Resource, text: string, { after }: BeforeAndAfter): Grade {
  return { who: after.resolve(from, text) === undefined ? "unknown" : "this plan" };
}

/** How callers authenticate, from not at all to AWS identities. */
const PROOFS: readonly RegExp[] = [
  /^(none|anonymous|open|public|true|enabled|unauthenticated|no-password-required|guestaccess)$/i,
  /^(api_?key|password|custom|lambda|aws_lambda|simple|publickey_or_password)$/i,
];

function proofs({ kind, path, before, earlier }: Subject, added: readonly Json[]): readonly Opened[] {
  function rank(value: Json): number {
    const at = PROOFS.findIndex((proof) => proof.test(textOf(value) ?? ""));
    return at < 0 ? PROOFS.length : at;
  }
  return added
    .filter((value) => value !== false && isKnown(value))
    .flatMap((value): readonly Opened[] => {
      const what = `${path}: ${kind.says} ${textOf(value) ?? ""}`;
      const weakest = Math.min(PROOFS.length, ...before.map(rank));
      if (rank(value) === 0) return weakest === 0 ? [] : [{ what, who: "anyone" }];
      if (earlier === undefined) return rank(value) < PROOFS.length ? [{ what, who: "anyone" }] : [];
      if (rank(value) < weakest) return [{ what, who: "anyone" }];
      // Different from before; whether they are more is unknown.
      return before.length === 0 || rank(value) > weakest ? [] : [{ what, who: "unknown" }];
    });
}

/** Every range that none of the earlier ones holds. */
function beyondAddresses(before: readonly Json[], added: readonly Json[]): readonly string[] {
  const earlier = before.flatMap((value) => textOf(value) ?? []);
  return added
    .flatMap((value) => textOf(value) ?? [])
    .filter((cidr) => !isWithin(cidr, earlier) && !/^-?\d+$/.test(cidr));
}

/** Types whose role is assumed by whoever signs in, so that a new one is access by itself. */
const LOGINS =
  /_(transfer_user|transfer_access|cognito_\w+|eks_\w+|rolesanywhere_\w+|quicksight_\w+|opsworks_user_profile|iot_role_alias|emr_studio\w*|s3control_access_grants_location|iam_instance_profile|opsworks_\w+|ssm_activation)$/;

/** A role that grants more than the one before it, or whose grants are unknown. */
function actsAs(value: Json, { kind, path, before, earlier, later, sides, isGone }: Subject): readonly Opened[] {
  const text = textOf(value);
  if (text === undefined || isGone === true) return [];
  const after = roleOf(sides.after, later, text);
  const name = after === undefined ? text : sides.after.nameOf(after);
  const what = `${path}: ${kind.says} ${name}`;
  if (earlier === undefined) {
    if (after !== undefined) return [];
    const isPlumbing = !LOGINS.test(later.type) && !LOOKS_LIKE_ADMINISTRATOR.test(text);
    return isPlumbing ? [{ what, who: "this account", broadens: false }] : [{ what, who: "unknown" }];
  }
  if (before.some((entry) => sameRole(entry, value, earlier, later, sides))) return [];
  if (after === undefined) return [{ what, who: "unknown" }];
  const roles = before.flatMap((entry) => roleOf(sides.before, earlier, textOf(entry) ?? "") ?? []);
  const beyond = grantedBeyond(after, roles, sides);
  if (beyond === undefined)
    return [{ what: `${what}, which may do no more than the one before`, who: "this plan", broadens: false }];
  return [{ what, ...beyond }];
}

const LOOKS_LIKE_ADMINISTRATOR = /admin|power.?user|root|full.?access|superuser|owner/i;

function sameRole(was: Json, is: Json, earlier: Resource, later: Resource, sides: BeforeAndAfter): boolean {
  if (was === is) return true;
  const [first, second] = [
    roleOf(sides.before, earlier, textOf(was) ?? ""),
    roleOf(sides.after, later, textOf(is) ?? ""),
  ];
  return first !== undefined && second !== undefined && identityOf(first) === identityOf(second);
}
