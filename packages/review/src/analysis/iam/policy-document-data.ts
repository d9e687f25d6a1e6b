import { isObject, listOf, textOf, textsOf, type Json, type JsonObject } from "@private-http-api/terraform-json";

/** Reads the text of a policy; undefined where it is known after apply. */
type ReadPolicy = (text: Json) => JsonObject | undefined;

/**
 * The document that the data source `aws_iam_policy_document` writes: statements of the sources, then its own, then
 * those that override; a Sid that is there already is written over. undefined where a part of it is not known.
 */
export function policyDocumentOf(values: JsonObject, read: ReadPolicy): JsonObject | undefined {
  const own = knownBlocksOf(values, "statement")?.map(statementOf);
  if (own === undefined || own.includes(undefined)) return undefined;
  function texts(...attributes: readonly string[]): readonly Json[] {
    return attributes.flatMap((attribute) => listOf(values[attribute])).filter((text) => text !== "");
  }
  const documents = [
    ...texts("source_json", "source_policy_documents").map(read),
    { Statement: own as readonly JsonObject[] },
    ...texts("override_policy_documents", "override_json").map(read),
  ];
  let merged: readonly Json[] = [];
  for (const document of documents) {
    if (document === undefined) return undefined;
    merged = listOf(document["Statement"]).reduce(withStatement, merged);
  }
  return { Statement: merged };
}

function withStatement(statements: readonly Json[], statement: Json): readonly Json[] {
  const sid = sidOf(statement);
  const at = sid === undefined ? -1 : statements.findIndex((earlier) => sidOf(earlier) === sid);
  return at < 0 ? [...statements, statement] : statements.with(at, statement);
}

function sidOf(statement: Json): string | undefined {
  return isObject(statement) ? textOf(statement["Sid"]) : undefined;
}

/**
 * The blocks of a name; undefined where they are not known: a plan has an empty list where there are none, and nothing
 * at all where `dynamic` will make them of values that are unknown.
 */
function knownBlocksOf(values: JsonObject, name: string): readonly JsonObject[] | undefined {
  if (values["dynamic"] !== undefined || values[name] === null) return undefined;
  const entries = listOf(values[name]);
  const blocks = entries.filter(isObject);
  return blocks.length < entries.length ? undefined : blocks;
}

function statementOf(block: JsonObject): JsonObject | undefined {
  const principals = principalsOf(block, "principals", "Principal");
  const others = principalsOf(block, "not_principals", "NotPrincipal");
  const conditions = conditionsOf(block);
  if (principals === undefined || others === undefined || conditions === undefined) return undefined;
  return {
    ...(textOf(block["sid"]) === undefined ? {} : { Sid: block["sid"] ?? null }),
    Effect: textOf(block["effect"]) ?? "Allow",
    ...listed(block, "actions", "Action"),
    ...listed(block, "not_actions", "NotAction"),
    ...listed(block, "resources", "Resource"),
    ...listed(block, "not_resources", "NotResource"),
    ...principals,
    ...others,
    ...conditions,
  };
}

function listed(block: JsonObject, from: string, to: string): JsonObject {
  const values = textsOf(block[from]).map(withVariables);
  return values.length === 0 ? {} : { [to]: values };
}

/** Terraform's own interpolation looks like IAM's variables, so the data source takes `&{aws:username}` for those. */
function withVariables(text: string): string {
  return text.replaceAll("&{", "${");
}

function principalsOf(block: JsonObject, from: string, to: string): JsonObject | undefined {
  const named: Record<string, readonly string[]> = {};
  for (const entry of knownBlocksOf(block, from) ?? [undefined]) {
    if (entry === undefined) return undefined;
    const type = textOf(entry["type"]) ?? "AWS";
    const kind = type === "*" ? "AWS" : type;
    named[kind] = [...(named[kind] ?? []), ...textsOf(entry["identifiers"]).map(withVariables)];
  }
  return Object.keys(named).length === 0 ? {} : { [to]: named };
}

function conditionsOf(block: JsonObject): JsonObject | undefined {
  const operators: Record<string, Record<string, readonly string[]>> = {};
  for (const entry of knownBlocksOf(block, "condition") ?? [undefined]) {
    if (entry === undefined) return undefined;
    const keys = (operators[textOf(entry["test"]) ?? ""] ??= {});
    const key = textOf(entry["variable"]) ?? "";
    keys[key] = [...(keys[key] ?? []), ...textsOf(entry["values"]).map(withVariables)];
  }
  return Object.keys(operators).length === 0 ? {} : { Condition: operators };
}
