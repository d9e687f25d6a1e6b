import type { PolicyRule } from "./policy-rule";
import { encryptionAtRest } from "./rules/encryption-at-rest";
import { logRetention } from "./rules/log-retention";
import { noOpenIngress } from "./rules/no-open-ingress";
import { noPublicIp } from "./rules/no-public-ip";
import { noWildcardPermissions } from "./rules/no-wildcard-permissions";
import { pinnedImages } from "./rules/pinned-images";
import { routeAuthorization } from "./rules/route-authorization";
import { taggedResources } from "./rules/tagged-resources";

/** Every rule for stacks; docs/policy.md explains each. */
export const RULES: readonly PolicyRule[] = [
  taggedResources,
  noOpenIngress,
  noPublicIp,
  noWildcardPermissions,
  logRetention,
  encryptionAtRest,
  pinnedImages,
  routeAuthorization,
];
