import { textOf, type Json } from "@private-http-api/terraform-json";
import type { PlannedResources, Resource } from "../../plan/planned-resources";

/** A function's ARN, perhaps with a version or an alias, in the URI of its invocation. */
const INVOCATION = /\/functions\/(.+?)(:\$\{stageVariables\.[^}]*\})?\/invocations$/;

/** The function that a value names: by its ARN, the URI of its invocation, or an alias. */
export function functionOf(from: Resource, value: Json | undefined, planned: PlannedResources): Resource | undefined {
  const text = textOf(value);
  const invoked = text === undefined ? undefined : (INVOCATION.exec(text)?.[1] ?? text);
  const named =
    planned.resolve(from, invoked, "aws_lambda_function", "aws_lambda_alias") ?? byPrefix(invoked ?? "", planned);
  if (named?.type !== "aws_lambda_alias") return named;
  return planned.resolve(named, named.values["function_name"], "aws_lambda_function") ?? named;
}

/** With a version or an alias after it. */
function byPrefix(arn: string, planned: PlannedResources): Resource | undefined {
  const found = planned.resolvePrefix(arn)?.resource;
  return found?.type === "aws_lambda_function" ? found : undefined;
}
