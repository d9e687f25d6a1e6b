import { type JsonObject, listOf, objectOf, textOf } from "./json";
import type { SynthesizedStack } from "./synthesized-app";

/** The settings of a stack's AWS provider; empty where it has none. */
export function awsProviderOf({ json }: SynthesizedStack): JsonObject {
  return objectOf(listOf(objectOf(json["provider"])["aws"])[0]);
}

/** The Region that a stack is deployed to. */
export function regionOf(stack: SynthesizedStack): string | undefined {
  return textOf(awsProviderOf(stack)["region"]);
}
