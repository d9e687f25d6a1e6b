import { type Json, type JsonObject, listOf, objectOf, type Plan, textOf } from "@private-http-api/terraform-json";

/** Buckets of the S3 backends that a plan's `terraform_remote_state` data sources read. */
export function stateBucketsOfPlan(plan: Plan): readonly string[] {
  const values = [...remoteStates(objectOf(objectOf(plan.configuration)["root_module"])), ...readStates(plan)];
  return [...new Set(values.filter((name) => !name.includes("${")))];
}

/** The bucket of a stack's own S3 backend, as its synthesized JSON writes it. */
export function stateBucketsOfStack(json: JsonObject): readonly string[] {
  const backend = objectOf(objectOf(objectOf(listOf(json["terraform"])[0])["backend"])["s3"]);
  const read = Object.values(objectOf(objectOf(json["data"])["terraform_remote_state"])).map((state) =>
    textOf(objectOf(objectOf(state)["config"])["bucket"]),
  );
  return [textOf(backend["bucket"]), ...read].filter((name) => name !== undefined);
}

function remoteStates(module: JsonObject): readonly string[] {
  const own = listOf(module["resources"])
    .map(objectOf)
    .filter((resource) => resource["type"] === "terraform_remote_state")
    .flatMap((resource) => bucketIn(objectOf(resource["expressions"])["config"]));
  const calls = Object.values(objectOf(module["module_calls"]));
  return [...own, ...calls.flatMap((call) => remoteStates(objectOf(objectOf(call)["module"])))];
}

/** The values of an object expression, where they are written out; a plan has those of a data source that was read. */
function bucketIn(config: Json | undefined): readonly string[] {
  const constant = objectOf(objectOf(config)["constant_value"] ?? config)["bucket"];
  const name = textOf(constant) ?? textOf(objectOf(constant)["constant_value"]);
  return name === undefined ? [] : [name];
}

function readStates(plan: Plan): readonly string[] {
  const changes = (plan.resource_changes ?? [])
    .filter(({ type }) => type === "terraform_remote_state")
    .map(({ change }) => objectOf(change.after ?? change.before));
  return [...changes, ...statesIn(objectOf(objectOf(objectOf(plan.prior_state)["values"])["root_module"]))].flatMap(
    (values) => textOf(objectOf(values["config"])["bucket"]) ?? [],
  );
}

function statesIn(module: JsonObject): readonly JsonObject[] {
  const own = listOf(module["resources"])
    .map(objectOf)
    .filter((resource) => resource["type"] === "terraform_remote_state")
    .map((resource) => objectOf(resource["values"]));
  return [...own, ...listOf(module["child_modules"]).flatMap((child) => statesIn(objectOf(child)))];
}
