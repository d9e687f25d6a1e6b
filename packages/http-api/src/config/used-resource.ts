import type { Access, AccessibleKind } from "../aws/access";
import { type Arn, parseArn } from "@private-http-api/terraform-json/values";
import type { UseConfig } from "./schema/uses-schema";

/** A resource that a service uses, with the parts of its ARN. A bucket's has neither Region nor account. */
export interface UsedResource extends Arn {
  readonly kind: AccessibleKind;
  readonly arn: string;
  readonly access: readonly Access[];
  readonly variable: string;
  readonly keyArn: string | undefined;
}

/** A use in one form for every kind of resource. */
export function usedResource(use: UseConfig): UsedResource {
  const { kind, arn } = resourceOf(use);
  const parts = parseArn(arn);
  if (!parts) throw new Error(`the schema accepted ${arn}, which is not an ARN`);
  return {
    ...parts,
    kind,
    arn,
    access: [use.access].flat(),
    variable: use.as,
    keyArn: "keyArn" in use ? use.keyArn : undefined,
  };
}

function resourceOf(use: UseConfig): { readonly kind: AccessibleKind; readonly arn: string } {
  if ("table" in use) return { kind: "table", arn: use.table };
  if ("bucket" in use) return { kind: "bucket", arn: use.bucket };
  if ("queue" in use) return { kind: "queue", arn: use.queue };
  if ("topic" in use) return { kind: "topic", arn: use.topic };
  if ("secret" in use) return { kind: "secret", arn: use.secret };
  return { kind: "key", arn: use.key };
}
