/** Names of the rules, as exceptions in a config file write them. */
export const RULE_NAMES = [
  "tagged-resources",
  "no-open-ingress",
  "no-public-ip",
  "no-wildcard-permissions",
  "log-retention",
  "encryption-at-rest",
  "pinned-images",
  "route-authorization",
] as const;

export type RuleName = (typeof RULE_NAMES)[number];
