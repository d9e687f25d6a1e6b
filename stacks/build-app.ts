import type { App } from "cdktf";
import {
  type AccessScope,
  accessScope,
  apiProps,
  type BaseStackProps,
  type Config,
  type Environment,
  consumerProps,
  type ConsumerProps,
  escapeTerraform,
  hasRecordedImages,
  imageBuilds,
  keepsRulesByService,
  loadBalancerNames,
  type OwnResources,
  Policy,
  type PolicyException,
  roleLimits,
  privateLinkProps,
  restApiProps,
  serviceProps,
  stateBucketName,
  type StateLocation,
  taskServices,
} from "@private-http-api/http-api";
import { AccessStack } from "./access-stack";
import { ConsumerStack } from "./consumer-stack";
import { FargateVpcLinkStack } from "./fargate-vpc-link-stack";
import { HttpApiStack } from "./http-api-stack";
import { ImagesStack } from "./images-stack";
import { RestApiStack } from "./rest-api-stack";
import { StateStack } from "./state-stack";

/** The values that all environments share. */
interface Shared {
  readonly config: Config;
  readonly policy: Policy;
  readonly ownResources?: OwnResources | undefined;
}

/**
 * Creates the stacks of every environment, with the references between them.
 *
 * @param ownResources creates the user's own resources in the producer stack of each environment
 * @returns the policy that checks them during synthesis
 */
export function buildApp(app: App, config: Config, ownResources?: OwnResources): Policy {
  const policy = new Policy(config.environments.flatMap(policyExceptions));
  const shared = { config, policy, ownResources };
  // Texts of the config are never Terraform expressions, even if they look like one; only constructs pass references.
  for (const environment of config.environments) addEnvironment(app, escapeTerraform(environment), shared);
  return policy;
}

function policyExceptions(environment: Environment): readonly PolicyException[] {
  const { name, policyExceptions: exceptions } = environment;
  const own = exceptions.map((exception, index) => ({
    ...exception,
    source: `environments.${name}.policyExceptions[${String(index)}]`,
  }));
  return makesBoundary(environment) ? [...own, boundaryException(name)] : own;
}

function boundaryException(environment: string): PolicyException {
  return {
    rule: "no-wildcard-permissions",
    path: `access-${environment}/boundary`,
    reason: "a permissions boundary grants nothing",
    source: "stacks/build-app.ts",
  };
}

function addEnvironment(app: App, environment: Environment, { config, policy, ownResources }: Shared): void {
  const application = config.name;
  const { name, protect, network, logRetentionDays, internalTls, alarms } = environment;
  const state = stateLocation(application, environment);
  const access = accessScope(application, environment, state);
  const base: BaseStackProps = {
    application,
    environment: name,
    placement: environment,
    tags: environment.tags,
    state,
    policy,
    roleLimits: roleLimits(access, environment),
    ...(environment.encryption === "customer-key" ? { keyAlias: `${application}-${name}` } : {}),
  };
  const privateLink = privateLinkProps(environment);
  addState(app, base, environment);
  addAccess(app, { ...base, scope: access }, environment);

  const builds = imageBuilds(config, environment);
  const images =
    builds.length > 0 || hasRecordedImages(config, name)
      ? new ImagesStack(app, `${name}-images`, { ...base, images: builds, protect })
      : undefined;
  const producer = new FargateVpcLinkStack(app, `${name}-fargate-vpc-link`, {
    ...base,
    network,
    outbound: network.outbound,
    services: serviceProps(base, environment, images?.imageUris ?? new Map()),
    idleTimeoutSeconds: environment.loadBalancer.idleTimeoutSeconds,
    loadBalancerLogs: environment.loadBalancer.logs,
    alarms,
    keepsRulesByService: keepsRulesByService(environment),
    logRetentionDays,
    protect,
    ...(ownResources ? { ownResources } : {}),
    ...(internalTls ? { internalTls } : {}),
    ...(privateLink ? { privateLink } : {}),
  });
  const consumers = addConsumers(app, base, environment, producer);
  addApi(app, base, environment, producer, consumers);
}

/** The API, HTTP or REST, in a stack that keeps its name when the kind changes. */
function addApi(
  app: App,
  base: BaseStackProps,
  environment: Environment,
  producer: FargateVpcLinkStack,
  consumers: readonly Consumer[],
): void {
  const { application } = base;
  const { name, alarms, api } = environment;
  const { vpcLinkId, backends } = producer;
  const id = `${name}-http-api`;
  const watched = {
    alarms: {
      errorPercent: alarms.apiErrorPercent,
      latencyMilliseconds: alarms.apiLatencyMilliseconds,
      ...(producer.alarmTopicArn === undefined ? {} : { topicArn: producer.alarmTopicArn }),
    },
    dashboard: {
      loadBalancers: loadBalancerNames([...producer.backends.values()]),
      clusterName: `${application}-${name}`,
      serviceNames: environment.services.map((service) => service.name),
      alarmNames: producer.alarmNames,
    },
  };
  if (api.kind === "rest") {
    const { api: settings, ...rest } = restApiProps(environment, backends);
    const consumerEndpoints = Object.fromEntries(
      consumers.flatMap(({ props, stack }) => (props.restApi ? [[props.consumer, stack.endpointId]] : [])),
    );
    new RestApiStack(app, id, { ...base, ...watched, ...rest, api: { ...settings, vpcLinkId, consumerEndpoints } });
    return;
  }
  new HttpApiStack(app, id, { ...base, vpcLinkId, ...apiProps(environment, backends), ...watched });
}

interface Consumer {
  readonly props: ConsumerProps;
  readonly stack: ConsumerStack;
}

/** VPCs that reach services by endpoints; boundaries and paths of roles are those of the environment's account. */
function addConsumers(
  app: App,
  base: BaseStackProps,
  environment: Environment,
  producer: FargateVpcLinkStack,
): readonly Consumer[] {
  return consumerProps(environment, producer).map((props) => {
    const roleLimits = props.target.account === environment.account ? base.roleLimits : undefined;
    const id = `${environment.name}-consumer-${props.consumer}`;
    return { props, stack: new ConsumerStack(app, id, { ...base, ...props, roleLimits }) };
  });
}

/** The stack of the state bucket and the customer key; `undefined` if the environment needs neither. */
function addState(app: App, base: BaseStackProps, environment: Environment): void {
  const bucketName = bucketToMake(base.application, environment);
  if (bucketName === undefined && base.keyAlias === undefined) return;
  new StateStack(app, `state-${environment.name}`, {
    ...base,
    ...(bucketName === undefined ? {} : { bucketName }),
    exec: environment.services.some(({ exec }) => exec),
    protect: environment.protect,
  });
}

/** The stack of the workflows' roles; none if the config names no repository. */
function addAccess(app: App, props: BaseStackProps & { readonly scope: AccessScope }, environment: Environment): void {
  const { access } = environment;
  if (access === undefined) return;
  new AccessStack(app, `access-${environment.name}`, {
    ...props,
    // Its roles have neither the boundary nor the path of the roles that they may create and change.
    roleLimits: undefined,
    github: access,
    hasProvider: access.oidcProvider === "existing",
    makesBoundary: makesBoundary(environment),
    taskServices: taskServices(environment),
  });
}

function makesBoundary({ access, permissionsBoundary }: Environment): boolean {
  return access !== undefined && permissionsBoundary === undefined;
}

function stateLocation(application: string, environment: Environment): StateLocation {
  const bucket = stateBucketName(application, environment);
  if (bucket === undefined) return { kind: "local" };
  const { state, region } = environment;
  const elsewhere = typeof state === "object" && "existingBucket" in state ? state.region : undefined;
  return {
    kind: "s3",
    bucket,
    region: elsewhere ?? region,
    isOurs: bucketToMake(application, environment) === bucket,
    namedByRegion: state === undefined,
  };
}

function bucketToMake(application: string, environment: Environment): string | undefined {
  const { state } = environment;
  const isThere = typeof state === "object" && "existingBucket" in state;
  return isThere ? undefined : stateBucketName(application, environment);
}
