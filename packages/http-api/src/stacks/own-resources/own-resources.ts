import type { Construct } from "constructs";
import type { PolicyStatement } from "../../constructs/policy-document";
import type { Grants } from "./grants";

/** The environment that own resources are created in. */
export interface OwnResourcesInput {
  /** Parent of your constructs, in the producer stack; their Terraform addresses begin with `own_`. */
  readonly scope: Construct;
  /** Name of the environment, e.g. `dev`. */
  readonly environment: string;
  /** `<application>-<environment>`, for physical names. */
  readonly prefix: string;
  readonly account: string;
  readonly region: string;
  /** Whether the environment protects what holds data against destruction. */
  readonly protect: boolean;
  readonly vpcId: string;
  readonly privateSubnetIds: readonly string[];
  /** ARN of the environment's customer key; `undefined` without `encryption: "customer-key"`. */
  readonly keyArn: string | undefined;
  /** Names of the environment's services. */
  readonly services: readonly string[];
  /**
   * A security group that allows the tasks of a service on a TCP port, for a resource in the VPC. The same service and port
   * give the same group.
   *
   * @returns the id of the group
   * @throws ConfigError when there is no such service or port
   */
  readonly allowFrom: (service: string, port: number) => string;
  /** Lets services read, write and send to resources. */
  readonly grants: Grants;
}

/** What a service gets from the resources that were created for it. */
export interface ServiceAdditions {
  /**
   * Environment variables, in addition to those of the config. Numbers that are known after apply, such as
   * `database.port`, are given as numbers, not inside a text. @default none
   */
  readonly environment?: Readonly<Record<string, string | number>>;
  /** Statements of the task role, in addition to grants; ARNs of resources created here are references. @default none */
  readonly statements?: readonly PolicyStatement[];
  /** Further security groups of the tasks; AWS allows five per network interface by default. @default none */
  readonly securityGroupIds?: readonly string[];
}

/** What services get from own resources, by service name. */
export type AdditionsByService = Readonly<Record<string, ServiceAdditions>>;

/** Creates an environment's own resources; what several functions return is returned as a list. */
export type OwnResources = (input: OwnResourcesInput) => AdditionsByService | readonly AdditionsByService[];
