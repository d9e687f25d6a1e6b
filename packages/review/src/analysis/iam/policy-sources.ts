import {
  isList,
  isObject,
  objectOf,
  parseJson,
  stableText,
  UNKNOWN,
  type Json,
  type JsonObject,
} from "@private-http-api/terraform-json";
import { apiBodiesOf } from "../traffic/api-bodies";
import { SENSITIVE, SENSITIVE_CHANGED } from "../../plan/redact";
import type { Resource, PlannedResources } from "../../plan/planned-resources";
import { oncePerText } from "../../plan/once-per";
import { ownerOf, type Owner } from "./owners";
import { policyDocumentOf } from "./policy-document-data";

export type PolicyKind = "trust" | "inline" | "managed" | "resource" | "boundary";

/** A policy document and what it is attached to. */
export interface PolicySource {
  readonly kind: PolicyKind;
  readonly owner: Owner;
  /** What the plan has in the policy's place, which may be no document. */
  readonly text: string;
  /** undefined: only the apply will tell, or it is sensitive. */
  readonly document: JsonObject | undefined;
}

/** Types that are a policy for others to attach. */
const MANAGED = /^aws_(iam|organizations|iot)_policy$/;
/** Types that are nothing but the policy of something else. */
const POLICY_ALONE = /_policy$/;
const INLINE = /^aws_(iam_(role|user|group)_policy|ssoadmin_permission_set_inline_policy)$/;
/** Attributes that hold a policy, also where the plan does not show it. */
const POLICY_ATTRIBUTE =
  /^((access|assume_role|bucket|iam|inline|key|permissions?|resource)_)?polic(y|ies)(_document|_text)?$/;
/** Policies of another language in such an attribute. */
const OTHER_LANGUAGE = /lifecycle_policy$|_core_network_|^aws_(opensearchserverless|verified)/;

/**
 * The policy documents that a resource carries, on one side of a change: whatever reads as one, in any attribute, so
 * that no list of types goes stale.
 */
export function policySourcesOf(resource: Resource, planned: PlannedResources): readonly PolicySource[] {
  const { type, change } = resource;
  if (!type.startsWith("aws") || change.mode !== "managed") return [];
  const sources: PolicySource[] = [];
  for (const attribute of Object.keys(resource.values)) {
    const found: Found[] = [];
    collectPolicies(resource, attribute, resource.values[attribute] ?? null, planned, found);
    if (found.length === 0) continue;
    const isAlone = POLICY_ALONE.test(type) && !MANAGED.test(type);
    if (isSilent(resource, attribute, isAlone)) continue;
    const kind = kindOf(type, attribute);
    const owner = isAlone ? ownerOf(resource, planned) : resource;
    for (const policy of found) sources.push({ kind, owner, ...policy });
  }
  sources.push(...policyOfBody(resource, planned));
  return sources;
}

/** A REST API's body may have a resource policy in it. */
function policyOfBody(resource: Resource, planned: PlannedResources): readonly PolicySource[] {
  if (!resource.type.startsWith("aws_api_gateway_rest_api")) return [];
  return apiBodiesOf(planned).flatMap((body) =>
    body.resource === resource && body.policy !== undefined
      ? [{ kind: "resource", owner: resource, text: stableText(body.policy), document: body.policy } as const]
      : [],
  );
}

function kindOf(type: string, attribute: string): PolicyKind {
  if (attribute.startsWith("assume_role_policy")) return "trust";
  if (MANAGED.test(type)) return "managed";
  return INLINE.test(type) || attribute === "inline_policy" ? "inline" : "resource";
}

/**
 * An attribute that stays the same says nothing, least of all that a policy is still there: it may show, as AWS answers
 * it, what a resource of its own states. A resource that is the policy says so itself.
 */
function isSilent({ type, change }: Resource, attribute: string, isAlone: boolean): boolean {
  // The plan hides the later value and says that it is the earlier one.
  if (change.before?.[attribute] !== undefined && change.after?.[attribute] === SENSITIVE) return true;
  const statesItself = isAlone || MANAGED.test(type) || attribute.startsWith("assume_role_policy");
  return !statesItself && staysSame(change, attribute);
}

export function staysSame({ before, after }: Resource["change"], attribute: string): boolean {
  return before !== undefined && after !== undefined && stableText(before[attribute]) === stableText(after[attribute]);
}

type Found = Pick<PolicySource, "text" | "document">;

/** Adds the policies in a value of a resource; `name` is that of the attribute that holds it. */
function collectPolicies(
  resource: Resource,
  name: string,
  value: Json,
  planned: PlannedResources,
  found: Found[],
): void {
  if (typeof value === "string") {
    const policy = mayBePolicy(value) ? policyIn(resource, name, value, planned) : undefined;
    if (policy !== undefined) found.push(policy);
  } else if (isList(value)) for (const entry of value) collectPolicies(resource, name, entry, planned, found);
  else if (isObject(value)) {
    for (const key of Object.keys(value)) collectPolicies(resource, key, value[key] ?? null, planned, found);
  }
}

/** By how what may be a policy begins, or what it has in it: most texts of a plan are names. */
function mayBePolicy(text: string): boolean {
  return text.includes("{") || text.startsWith("(");
}

/** Many roles have the same trust policy. */
const parsedPolicy = oncePerText(parseJson);

const isNamedAsPolicy = oncePerText((name) => POLICY_ATTRIBUTE.test(name));

/** The policy that a text is, or stands for. */
function policyIn(resource: Resource, name: string, text: string, planned: PlannedResources): Found | undefined {
  const isNamedSo = isNamedAsPolicy(name) && !OTHER_LANGUAGE.test(resource.type);
  if (/^\s*\{/.test(text)) {
    if (!isNamedSo && !text.includes('"Statement"')) return undefined;
    const document = parsedPolicy(text);
    const isPolicy = document === undefined ? isNamedSo : objectOf(document)["Statement"] !== undefined;
    return isPolicy ? { text, document: isObject(document) ? document : undefined } : undefined;
  }
  const isMeant = text.includes("${")
    ? isNamedSo || dataSourceOf(resource, text, planned) !== undefined
    : isNamedSo && (text === UNKNOWN || text === SENSITIVE || text === SENSITIVE_CHANGED);
  return isMeant ? { text, document: documentOf(resource, text, planned) } : undefined;
}

function dataSourceOf(resource: Resource, text: string, planned: PlannedResources): Resource | undefined {
  return /(\$\{|\.)data\./.test(text) ? planned.resolve(resource, text, "aws_iam_policy_document") : undefined;
}

function documentOf(
  resource: Resource,
  text: Json,
  planned: PlannedResources,
  within: readonly Resource[] = [],
): JsonObject | undefined {
  if (typeof text !== "string") return undefined;
  const data = dataSourceOf(resource, text, planned);
  // A data source that is made of itself is in no plan of Terraform's.
  if (data !== undefined && within.includes(data)) return undefined;
  if (data !== undefined)
    return policyDocumentOf(data.values, (part) => documentOf(data, part, planned, [...within, data]));
  const parsed = /^\s*\{/.test(text) ? parseJson(text) : undefined;
  return isObject(parsed) ? parsed : undefined;
}
