import type { App } from "cdktf";
import type { Config, Environment } from "../config/config";
import { stateBucketName } from "../config/state-bucket-name";
import { Policy } from "../policies/policy";
import type { PolicyException } from "../policies/policy-exception";
import { apiProps } from "./api-props";
import type { BaseStackProps, StateLocation } from "./base-stack";
import { FargateVpcLinkStack } from "./fargate-vpc-link-stack";
import { HttpApiStack } from "./http-api-stack";
import { ImagesStack } from "./images-stack";
import { imageBuilds, serviceProps } from "./service-props";
import { StateStack } from "./state-stack";

/**
 * Makes the stacks of every environment and wires each to what it takes from another.
 *
 * @returns the policy that they are held to when the app is synthesized
 */
export function buildApp(app: App, config: Config): Policy {
  const policy = new Policy(config.environments.flatMap(policyExceptions));
  for (const environment of config.environments) addEnvironment(app, config.name, environment, policy);
  return policy;
}

function policyExceptions({ name, policyExceptions: exceptions }: Environment): readonly PolicyException[] {
  return exceptions.map((exception, index) => ({
    ...exception,
    source: `environments.${name}.policyExceptions.${String(index)}`,
  }));
}

function addEnvironment(app: App, application: string, environment: Environment, policy: Policy): void {
  const { name, protect, network, logRetentionDays, internalTls } = environment;
  const base: BaseStackProps = {
    application,
    environment: name,
    placement: environment,
    tags: environment.tags,
    state: stateLocation(application, environment),
    policy,
  };
  const bucketName = bucketToMake(application, environment);
  if (bucketName !== undefined) new StateStack(app, `state-${name}`, { ...base, bucketName, protect });

  const builds = imageBuilds(environment);
  const images =
    builds.length === 0 ? undefined : new ImagesStack(app, `${name}-images`, { ...base, images: builds, protect });
  const producer = new FargateVpcLinkStack(app, `${name}-fargate-vpc-link`, {
    ...base,
    network,
    services: serviceProps(base, environment, images?.imageUris ?? new Map()),
    idleTimeoutSeconds: environment.loadBalancer.idleTimeoutSeconds,
    logRetentionDays,
    protect,
    ...(internalTls ? { internalTls } : {}),
  });
  new HttpApiStack(app, `${name}-http-api`, {
    ...base,
    vpcLinkId: producer.vpcLinkId,
    ...apiProps(environment, producer.backends),
  });
}

function stateLocation(application: string, environment: Environment): StateLocation {
  const bucket = stateBucketName(application, environment);
  if (bucket === undefined) return { kind: "local" };
  const { state, region } = environment;
  const elsewhere = typeof state === "object" && "existingBucket" in state ? state.region : undefined;
  return { kind: "s3", bucket, region: elsewhere ?? region };
}

function bucketToMake(application: string, environment: Environment): string | undefined {
  const { state } = environment;
  const isThere = typeof state === "object" && "existingBucket" in state;
  return isThere ? undefined : stateBucketName(application, environment);
}
