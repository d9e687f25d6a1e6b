import type { Environment } from "../config/config";
import { consumerRegions } from "../config/consumer-service";
import { logBucketPrefix } from "../config/log-bucket-prefix";
import { type AccessScope, iamArn, rolePathOf } from "../constructs/access/scope";
import type { StateLocation } from "./base-stack";
import type { RoleLimits } from "./role-limits";

/** Name of the permissions boundary of an environment's roles, where the config names no other. */
export function boundaryName(application: string, environment: string): string {
  return `${application}-${environment}-boundary`;
}

/** What the roles that plan and deploy an environment may change. */
export function accessScope(application: string, environment: Environment, state: StateLocation): AccessScope {
  const { name, access } = environment;
  const place = {
    application,
    environment: name,
    placement: environment,
    logBucketPrefix: logBucketPrefix(`${application}-${name}`),
    ownServices: access?.ownServices ?? [],
    consumerRoleArns: [...new Set(Object.values(environment.consumers).flatMap(({ roleArn }) => roleArn ?? []))].sort(),
    crossRegion: consumerRegions(environment).length + (environment.privateLink?.supportedRegions.length ?? 0) > 0,
    managesApiLogRole: environment.api.accountLogRole === "manage",
    permissionsBoundary: "",
    ...(state.kind === "s3" ? { stateBucket: state.bucket } : {}),
    ...(environment.encryption === "customer-key" ? { keyAlias: `${application}-${name}` } : {}),
  };
  const own = iamArn(place, `policy/${boundaryName(application, name)}`);
  return { ...place, permissionsBoundary: environment.permissionsBoundary ?? own };
}

/** Boundary and path of the roles in an environment's stacks; `undefined` where its config sets neither. */
export function roleLimits(scope: AccessScope, { access, permissionsBoundary }: Environment): RoleLimits | undefined {
  if (access === undefined && permissionsBoundary === undefined) return undefined;
  return { permissionsBoundary: scope.permissionsBoundary, ...(access ? { path: rolePathOf(scope) } : {}) };
}

/** Services that the task policies of a config name: `events` of `events:PutEvents`. */
export function taskServices({ services }: Environment): readonly string[] {
  const actions = services.flatMap(({ taskPolicy }) => taskPolicy.flatMap(({ Action }) => Action));
  return [...new Set(actions.flatMap((action) => /^([a-z0-9-]+):/i.exec(action)?.[1] ?? []))].sort();
}
