import { Construct } from "constructs";
import { FRAMEWORK_SIDS } from "../../aws/framework-sids";
import type { SecurityGroup } from "../../constructs/security-group";
import type { INetwork } from "../../constructs/network";
import type { Placement } from "../../constructs/arn";
import type { ServiceProps } from "../service";
import { Grants } from "./grants";
import { mergeAdditions } from "./merge-additions";
import { OwnAccess } from "./own-access";
import type { AdditionsByService, OwnResources, ServiceAdditions } from "./own-resources";
import { refusal } from "./refusal";
import { environmentText } from "./environment-text";

/** Settings of {@link OwnServices}. */
export interface OwnServicesProps {
  readonly environment: string;
  readonly prefix: string;
  readonly placement: Placement;
  readonly protect: boolean;
  readonly network: INetwork;
  readonly keyArn: string | undefined;
  readonly services: readonly ServiceProps[];
  /** Creates the resources. @default there are none */
  readonly ownResources?: OwnResources;
}

/** The services of an environment, with what its own resources add to them. */
export class OwnServices extends Construct {
  readonly services: readonly ServiceProps[];
  private readonly access: OwnAccess;

  constructor(scope: Construct, id: string, props: OwnServicesProps) {
    super(scope, id);
    const { environment, prefix, placement, network } = props;
    const services = props.services.map(({ name }) => name);
    const { vpcId, privateSubnetIds } = network;
    this.access = new OwnAccess(this, { environment, prefix, services, vpcId });
    const grants = new Grants({ environment, placement, services });
    const returned =
      props.ownResources?.({
        ...placement,
        scope: this,
        environment,
        prefix,
        services,
        vpcId,
        privateSubnetIds,
        grants,
        protect: props.protect,
        keyArn: props.keyArn,
        allowFrom: (service, port) => this.access.allowFrom(service, port),
      }) ?? [];
    const additions = mergeAdditions({ environment, services }, isList(returned) ? returned : [returned]);
    this.services = props.services.map((service) =>
      withAdditions(environment, service, additions.get(service.name) ?? {}, grants),
    );
  }

  /** Lets a service's tasks reach the resources that allow them; tasks must wait for the rules. */
  connect(service: string, tasks: SecurityGroup) {
    return this.access.connect(service, tasks);
  }
}

function isList(returned: ReturnType<OwnResources>): returned is readonly AdditionsByService[] {
  return Array.isArray(returned);
}

/** Names of variables, as the config allows them. */
const VARIABLE = /^[A-Za-z_][A-Za-z0-9_]*$/;

function withAdditions(
  environment: string,
  service: ServiceProps,
  { environment: variables = {}, statements = [], securityGroupIds = [] }: ServiceAdditions,
  grants: Grants,
): ServiceProps {
  const { name } = service;
  const taskPolicy = [...(service.taskPolicy ?? []), ...grants.statementsOf(name), ...statements];
  const sids = taskPolicy.flatMap(({ Sid }) => Sid ?? []);
  const twice = sids.find((sid, index) => sids.indexOf(sid) !== index);
  const taken = twice ?? sids.find((sid) => FRAMEWORK_SIDS.includes(sid));
  if (taken !== undefined) {
    const owner = taken === twice ? "another statement of the service" : "a statement of the framework";
    const message = `Sid "${taken}" is taken by ${owner}, and IAM allows each once per policy; give another, or none`;
    throw refusal(environment, `${name}.statements`, message);
  }
  const added = Object.entries(variables).map(([variable, value]) => {
    const where = `${name}.environment.${variable}`;
    if (!VARIABLE.test(variable)) {
      const allowed = "letters, digits and underscores, not a digit first";
      throw refusal(environment, where, `invalid name of an environment variable; allowed: ${allowed}`);
    }
    if (Object.hasOwn(service.environment, variable) || Object.hasOwn(service.secrets ?? {}, variable)) {
      throw refusal(environment, where, "is set for the service already; give one of them another name");
    }
    return [variable, environmentText(value, (message) => refusal(environment, where, message))] as const;
  });
  return {
    ...service,
    environment: { ...service.environment, ...Object.fromEntries(added) },
    ...(taskPolicy.length === 0 ? {} : { taskPolicy }),
    ...(securityGroupIds.length === 0 ? {} : { securityGroupIds }),
  };
}
