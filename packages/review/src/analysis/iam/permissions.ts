import { blocksOf, objectOf, textOf, textsOf, type Json, type JsonObject } from "@private-http-api/terraform-json";
import type { Resource } from "../../plan/planned-resources";

interface Permission {
  readonly action: readonly string[];
  readonly resource: string;
  readonly principal: string;
  /** Operator, key and value; without a value it is no condition. */
  readonly conditions: readonly (readonly [operator: string, key: string, value: Json | undefined])[];
}

/** Resources that are one Allow of another resource's policy each, by type. */
const PERMISSIONS: Readonly<Record<string, (values: JsonObject) => Permission>> = {
  aws_lambda_permission: (values) => ({
    action: [textOf(values["action"]) ?? "lambda:InvokeFunction"],
    resource: joined(values["function_name"], values["qualifier"]),
    principal: textOf(values["principal"]) ?? "*",
    conditions: [
      ["ArnLike", "AWS:SourceArn", values["source_arn"]],
      ["StringEquals", "AWS:SourceAccount", values["source_account"]],
      ["StringEquals", "aws:PrincipalOrgID", values["principal_org_id"]],
      ["StringEquals", "lambda:EventSourceToken", values["event_source_token"]],
      ["StringEquals", "lambda:FunctionUrlAuthType", values["function_url_auth_type"]],
      ["Bool", "lambda:InvokedViaFunctionUrl", values["invoked_via_function_url"]],
    ],
  }),
  aws_lambda_layer_version_permission: (values) => ({
    action: [textOf(values["action"]) ?? "lambda:GetLayerVersion"],
    resource: joined(values["layer_name"], values["version_number"]),
    principal: textOf(values["principal"]) ?? "*",
    conditions: [["StringEquals", "aws:PrincipalOrgID", values["organization_id"]]],
  }),
  aws_cloudwatch_event_permission: (values) => ({
    action: [textOf(values["action"]) ?? "events:PutEvents"],
    resource: textOf(values["event_bus_name"]) ?? "default",
    principal: textOf(values["principal"]) ?? "*",
    conditions: blocksOf(values["condition"]).map(({ type, key, value }) => [
      textOf(type) ?? "",
      textOf(key) ?? "",
      value,
    ]),
  }),
  aws_kms_grant: (values) => ({
    action: textsOf(values["operations"]).map((operation) => `kms:${operation}`),
    resource: textOf(values["key_id"]) ?? "*",
    principal: textOf(values["grantee_principal"]) ?? "*",
    conditions: blocksOf(values["constraints"]).flatMap((block) =>
      Object.entries(block).flatMap(([operator, context]) =>
        Object.entries(objectOf(context)).map(
          ([key, value]) => [operator, `kms:EncryptionContext:${key}`, value] as const,
        ),
      ),
    ),
  }),
};

/** Attributes that name whose policy a permission adds to. */
export const PERMISSION_OWNERS: readonly string[] = ["function_name", "layer_name", "event_bus_name", "key_id"];

/** A permission as the statement that it is; undefined for other resources. */
export function permissionOf({ type, values, change }: Resource): JsonObject | undefined {
  const read = change.mode === "managed" ? PERMISSIONS[type] : undefined;
  if (read === undefined) return undefined;
  const { action, resource, principal, conditions } = read(values);
  const isService = /\.amazon(aws)?\.com(\.cn)?$/.test(principal);
  return {
    Effect: "Allow",
    Action: action,
    Resource: resource,
    Principal: isService ? { Service: principal } : { AWS: principal },
    Condition: conditionsOf(conditions),
  };
}

function conditionsOf(conditions: Permission["conditions"]): JsonObject {
  const operators: Record<string, Record<string, Json>> = {};
  for (const [operator, key, value] of conditions) {
    if (textOf(value) !== undefined) (operators[operator] ??= {})[key] = value ?? "";
  }
  return operators;
}

function joined(name: Json | undefined, version: Json | undefined): string {
  return [textOf(name) ?? "*", textOf(version)].filter((text) => text !== undefined).join(":");
}
