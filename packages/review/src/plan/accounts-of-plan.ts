import {
  blocksOf,
  type Json,
  type JsonObject,
  listOf,
  objectOf,
  parseArn,
  type Plan,
  textOf,
  textsOf,
} from "@private-http-api/terraform-json";

/** Number of an AWS account. */
export const ACCOUNT = /^\d{12}$/;

/**
 * Numbers of the accounts that a plan works in: those that its AWS providers are limited to or take a role in, and those
 * that `aws_caller_identity` read. What its resources say is read elsewhere.
 */
export function accountsOfPlan(plan: Plan): readonly string[] {
  const providers = Object.values(objectOf(objectOf(plan.configuration)["provider_config"])).map(objectOf);
  const configured = providers
    .filter(({ name }) => name === "aws")
    .flatMap(({ expressions }) => ofProvider(objectOf(expressions), plan));
  const state = objectOf(objectOf(objectOf(plan.prior_state)["values"])["root_module"]);
  const read = (plan.resource_changes ?? [])
    .filter(({ type }) => type === CALLER)
    .map(({ change }) => objectOf(change.after ?? change.before));
  const callers = [...read, ...callersIn(state)].flatMap((values) => textOf(values["account_id"]) ?? []);
  return [...configured, ...callers].filter((account) => ACCOUNT.test(account));
}

/** The same of a stack's synthesized JSON. */
export function accountsOfStack(json: JsonObject): readonly string[] {
  const providers = listOf(objectOf(json["provider"])["aws"]).map(objectOf);
  const accounts = providers.flatMap((provider) => [
    ...textsOf(provider["allowed_account_ids"]),
    ...blocksOf(provider["assume_role"]).flatMap(({ role_arn }) => accountOf(textOf(role_arn))),
  ]);
  return accounts.filter((account) => ACCOUNT.test(account));
}

const CALLER = "aws_caller_identity";

function ofProvider(expressions: JsonObject, plan: Plan): readonly string[] {
  const roles = blocksOf(expressions["assume_role"]).flatMap(({ role_arn }) => valuesOf(role_arn, plan));
  return [...valuesOf(expressions["allowed_account_ids"], plan), ...roles.flatMap(accountOf)];
}

/** What an expression is: written out, or variables of the plan. */
function valuesOf(expression: Json | undefined, { variables = {} }: Plan): readonly string[] {
  const { constant_value: constant, references } = objectOf(expression);
  const named = textsOf(references).map((reference) => variables[reference.replace(/^var\./, "")]?.value);
  return [constant, ...named].flatMap((value) => textsOf(value));
}

function accountOf(arn: string | undefined): readonly string[] {
  return [parseArn(arn ?? "")?.account ?? ""];
}

function callersIn(module: JsonObject): readonly JsonObject[] {
  const own = blocksOf(module["resources"]).filter(({ type }) => type === CALLER);
  return [
    ...own.map(({ values }) => objectOf(values)),
    ...blocksOf(module["child_modules"]).flatMap((child) => callersIn(child)),
  ];
}
