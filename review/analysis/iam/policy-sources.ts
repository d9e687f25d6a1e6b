import {
  blocksOf,
  objectOf,
  parseJson,
  stableText,
  textOf,
  textsOf,
  UNKNOWN,
  type Json,
  type JsonObject,
} from "../../plan/json";
import type { Resource, World } from "../../plan/world";

export type PolicyKind = "trust" | "inline" | "managed" | "resource" | "boundary";

/** A policy document and what it is attached to. */
export interface PolicySource {
  readonly kind: PolicyKind;
  /** The resource that the policy belongs to, or a value that names it. */
  readonly owner: Resource | string;
  /** undefined: only the apply will tell. */
  readonly document: JsonObject | undefined;
}

interface DocumentAttribute {
  readonly kind: PolicyKind;
  readonly attribute: string;
  /** The attribute that names the owner. @default the resource itself */
  readonly owner?: string;
}

const resourcePolicy = (owner?: string, attribute = "policy"): readonly DocumentAttribute[] => [
  { kind: "resource", attribute, ...(owner === undefined ? {} : { owner }) },
];

/** Where the AWS provider keeps policy documents, by resource type. */
const DOCUMENTS: Readonly<Record<string, readonly DocumentAttribute[]>> = {
  aws_iam_role: [{ kind: "trust", attribute: "assume_role_policy" }],
  aws_iam_role_policy: [{ kind: "inline", attribute: "policy", owner: "role" }],
  aws_iam_user_policy: [{ kind: "inline", attribute: "policy", owner: "user" }],
  aws_iam_group_policy: [{ kind: "inline", attribute: "policy", owner: "group" }],
  aws_iam_policy: [{ kind: "managed", attribute: "policy" }],
  aws_ssoadmin_permission_set_inline_policy: [
    { kind: "inline", attribute: "inline_policy", owner: "permission_set_arn" },
  ],
  aws_s3_bucket: resourcePolicy(),
  aws_s3_bucket_policy: resourcePolicy("bucket"),
  aws_s3_access_point: resourcePolicy(),
  aws_ecr_repository_policy: resourcePolicy("repository"),
  aws_ecr_registry_policy: resourcePolicy(),
  aws_kms_key: resourcePolicy(),
  aws_kms_key_policy: resourcePolicy("key_id"),
  aws_sns_topic: resourcePolicy(),
  aws_sns_topic_policy: resourcePolicy("arn"),
  aws_sqs_queue: resourcePolicy(),
  aws_sqs_queue_policy: resourcePolicy("queue_url"),
  aws_secretsmanager_secret: resourcePolicy(),
  aws_secretsmanager_secret_policy: resourcePolicy("secret_arn"),
  aws_vpc_endpoint: resourcePolicy(),
  aws_vpc_endpoint_policy: resourcePolicy("vpc_endpoint_id"),
  aws_cloudwatch_log_resource_policy: resourcePolicy(undefined, "policy_document"),
  aws_cloudwatch_event_bus_policy: resourcePolicy("event_bus_name"),
  aws_efs_file_system_policy: resourcePolicy("file_system_id"),
  aws_dynamodb_resource_policy: resourcePolicy("resource_arn"),
  aws_backup_vault_policy: resourcePolicy("backup_vault_name"),
  aws_opensearch_domain: resourcePolicy(undefined, "access_policies"),
  aws_opensearch_domain_policy: resourcePolicy("domain_name", "access_policies"),
  aws_api_gateway_rest_api: resourcePolicy(),
  aws_api_gateway_rest_api_policy: resourcePolicy("rest_api_id"),
};

/** The policy documents that a resource carries, on one side of a change. */
export const policySourcesOf = (resource: Resource, world: World): readonly PolicySource[] => {
  if (resource.type === "aws_lambda_permission") return [lambdaPermission(resource, world)];
  const documents = (DOCUMENTS[resource.type] ?? []).flatMap(({ kind, attribute, owner }): PolicySource[] => {
    const text = resource.values[attribute];
    if (text === undefined || text === null || text === "" || isMirrored(resource, attribute)) return [];
    return [{ kind, owner: ownerOf(resource, owner, world), document: documentOf(resource, text, world) }];
  });
  return resource.type === "aws_iam_role" ? [...documents, ...inlinePolicies(resource, world)] : documents;
};

/** Types whose attribute also shows what a resource of its own states, as AWS answers it. */
const MIRRORS =
  /^aws_(s3_bucket|kms_key|sns_topic|sqs_queue|secretsmanager_secret|vpc_endpoint|opensearch_domain|api_gateway_rest_api)$/;

/** An attribute that stays the same says nothing, least of all that a policy is still there. */
const isMirrored = ({ type, change }: Resource, attribute: string): boolean =>
  MIRRORS.test(type) && staysSame(change, attribute);

export const staysSame = ({ before, after }: Resource["change"], attribute: string): boolean =>
  before !== undefined && after !== undefined && stableText(before[attribute]) === stableText(after[attribute]);

export const ownerOf = (resource: Resource, attribute: string | undefined, world: World): Resource | string => {
  if (attribute === undefined) return resource;
  const value = resource.values[attribute];
  return world.resolve(resource, value) ?? textOf(value) ?? resource.address;
};

const inlinePolicies = (role: Resource, world: World): readonly PolicySource[] =>
  (staysSame(role.change, "inline_policy") ? [] : blocksOf(role.values["inline_policy"])).flatMap((block) =>
    textOf(block["policy"]) === undefined
      ? []
      : [{ kind: "inline" as const, owner: role, document: documentOf(role, block["policy"], world) }],
  );

const documentOf = (resource: Resource, text: Json | undefined, world: World): JsonObject | undefined => {
  if (typeof text !== "string" || text === UNKNOWN) return undefined;
  const data = world.resolve(resource, text, "aws_iam_policy_document");
  if (data !== undefined) return policyDocumentOf(data);
  const parsed = parseJson(text);
  return parsed === undefined ? undefined : objectOf(parsed);
};

/** The document that the data source `aws_iam_policy_document` writes from its blocks. */
const policyDocumentOf = ({ values }: Resource): JsonObject => ({
  Statement: blocksOf(values["statement"]).map((block) => ({
    Effect: textOf(block["effect"]) ?? "Allow",
    ...listed(block, "actions", "Action"),
    ...listed(block, "not_actions", "NotAction"),
    ...listed(block, "resources", "Resource"),
    ...listed(block, "not_resources", "NotResource"),
    ...principals(block, "principals", "Principal"),
    ...principals(block, "not_principals", "NotPrincipal"),
    ...conditions(block),
  })),
});

const listed = (block: JsonObject, from: string, to: string): JsonObject => {
  const values = textsOf(block[from]);
  return values.length === 0 ? {} : { [to]: values };
};

const principals = (block: JsonObject, from: string, to: string): JsonObject => {
  const named: Record<string, readonly string[]> = {};
  for (const entry of blocksOf(block[from])) {
    const type = textOf(entry["type"]) ?? "AWS";
    named[type === "*" ? "AWS" : type] = [...(named[type] ?? []), ...textsOf(entry["identifiers"])];
  }
  return Object.keys(named).length === 0 ? {} : { [to]: named };
};

const conditions = (block: JsonObject): JsonObject => {
  const operators: Record<string, Record<string, readonly string[]>> = {};
  for (const entry of blocksOf(block["condition"])) {
    const test = textOf(entry["test"]) ?? "";
    operators[test] = { ...operators[test], [textOf(entry["variable"]) ?? ""]: textsOf(entry["values"]) };
  }
  return Object.keys(operators).length === 0 ? {} : { Condition: operators };
};

/** A Lambda permission is a statement of the function's resource policy. */
const lambdaPermission = (resource: Resource, world: World): PolicySource => {
  const { values } = resource;
  const source = textOf(values["source_arn"]);
  const account = textOf(values["source_account"]);
  const principal = textOf(values["principal"]) ?? "*";
  const conditions: Record<string, JsonObject> = {};
  if (source !== undefined) conditions["ArnLike"] = { "AWS:SourceArn": source };
  if (account !== undefined) conditions["StringEquals"] = { "AWS:SourceAccount": account };
  return {
    kind: "resource",
    owner: ownerOf(resource, "function_name", world),
    document: {
      Statement: [
        {
          Effect: "Allow",
          Action: textOf(values["action"]) ?? "lambda:InvokeFunction",
          Resource: textOf(values["function_name"]) ?? "*",
          Principal: principal.includes(".amazonaws.com") ? { Service: principal } : { AWS: principal },
          Condition: conditions,
        },
      ],
    },
  };
};
