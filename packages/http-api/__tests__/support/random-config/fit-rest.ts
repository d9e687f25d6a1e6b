type Settings = Record<string, unknown>;

/** What HTTP APIs have and REST APIs refuse. */
const ONLY_HTTP = ["cors", "domain", "ipAddressType"];
/** What REST APIs have and HTTP APIs refuse. */
const ONLY_REST = [
  "endpoint",
  "allowedVpcEndpoints",
  "allowedAccounts",
  "wafArn",
  "accountLogRole",
  "responseTransferMode",
];

export function isRest(api: Settings): boolean {
  return api["kind"] === "rest";
}

/** An API without the settings of the other kind, and with what its own kind needs. */
export function fitKind(api: Settings, index: number): void {
  const most = !isRest(api) ? 30 : api["responseTransferMode"] === "stream" ? 900 : 29;
  if (Number(api["integrationTimeoutSeconds"]) > most) api["integrationTimeoutSeconds"] = most;
  for (const key of isRest(api) ? ONLY_HTTP : ONLY_REST) Reflect.deleteProperty(api, key);
  if (!isRest(api)) return;
  if (api["stage"] === undefined || api["stage"] === "$default") api["stage"] = "live";
  if (api["endpoint"] !== "private") Reflect.deleteProperty(api, "allowedVpcEndpoints");
  else if (!Array.isArray(api["allowedVpcEndpoints"]) || api["allowedVpcEndpoints"].length === 0)
    api["allowedVpcEndpoints"] = ["vpce-0a1b2c3d"];
  // One environment per account and Region may set the role.
  if (index > 0 && api["accountLogRole"] === "manage") api["accountLogRole"] = "existing";
  for (const made of Object.values((api["functions"] ?? {}) as Record<string, Settings>)) {
    Reflect.deleteProperty(made, "throttle");
    if (namesAccounts(api)) made["authorization"] = "iam";
  }
  if (api["authorizers"] === undefined) return;
  const lambdas = Object.entries(api["authorizers"] as Record<string, Settings>).filter(
    ([, each]) => !("issuer" in each),
  );
  for (const [, each] of lambdas)
    if (Array.isArray(each["identitySources"]))
      each["identitySources"] = each["identitySources"].filter((source) => source !== "$context.routeKey");
  api["authorizers"] = Object.fromEntries(lambdas);
}

/** A service as a REST API leads to it: by the load balancer, and all services by the same door. */
export function fitRestEntry(service: Settings, authorization: unknown): void {
  Object.assign(service, {
    integration: "alb",
    authorization,
    methods: undefined,
    throttle: undefined,
    previousEntry: undefined,
    stripPrefix: false,
  });
}

/** Who may call through REST APIs of these settings. */
export function restAuthorization(apis: readonly Settings[], authorizer: string | undefined): unknown {
  return apis.some(namesAccounts) || authorizer === undefined ? "iam" : { authorizer };
}

function namesAccounts({ allowedAccounts }: Settings): boolean {
  return Array.isArray(allowedAccounts) && allowedAccounts.length > 0;
}
