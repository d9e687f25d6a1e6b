import { type JsonObject, listOf, objectOf, textOf, textsOf } from "./json";
import type { SynthesizedStack } from "./synthesized-app";

/** The settings of a stack's AWS provider; empty where it has none. */
export function awsProviderOf({ json }: SynthesizedStack): JsonObject {
  return objectOf(listOf(objectOf(json["provider"])["aws"])[0]);
}

/** The account that a stack is deployed to, where its provider admits one only. */
export function accountOf(stack: SynthesizedStack): string | undefined {
  const allowed = textsOf(awsProviderOf(stack)["allowed_account_ids"]);
  return allowed.length === 1 ? allowed[0] : undefined;
}

/** The Region that a stack is deployed to. */
export function regionOf(stack: SynthesizedStack): string | undefined {
  return textOf(awsProviderOf(stack)["region"]);
}
