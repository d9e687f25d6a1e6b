import { endpointServiceName } from "../aws/service-names";
import { type Environment, routedServices } from "../config/config";
import { regionOfService } from "../config/consumer-service";
import { consumerSubnets } from "../config/consumer-subnets";
import type { ConsumerSettings } from "../config/schema/consumer-schema";
import { defaultZones, ordinal } from "../config/zones";
import { arn } from "../constructs/arn";
import type { ConsumerNetworkProps } from "../constructs/consumer-network";
import type { EndpointZones } from "../constructs/consumer-zones";
import type { OfferedService } from "../constructs/private-link";
import type { TargetAccount } from "./base-stack";
import { type ConsumerApiSettings, consumerApiSettings } from "./consumer-api-props";

/** A consumer as props of its stack. */
export interface ConsumerProps {
  readonly consumer: string;
  readonly target: TargetAccount & { readonly region: string };
  readonly network: ConsumerNetworkProps;
  /** Name of the endpoint service. */
  readonly serviceName: string;
  readonly port: number;
  /** Region of the endpoint service. @default the consumer's own */
  readonly serviceRegion?: string;
  /** Id of the endpoint service that the stack accepts the connection for. @default it accepts none */
  readonly acceptsFor?: string;
  readonly domainName?: string;
  readonly testHost: boolean;
  /** The endpoint is one for a private REST API. @default for an endpoint service */
  readonly restApi?: {
    /** What a test host may invoke, for services that ask for IAM. */
    readonly invoke: readonly string[];
  };
  /** An API in front of the endpoint, which nothing else then reaches but the test host. @default none */
  readonly api?: ConsumerApiSettings;
}

/** What consumers take from the producer. */
export interface ConsumedProducer {
  /** Its endpoint service; `undefined` where it has none. */
  readonly offered: OfferedService | undefined;
  /** Ids of the zones of its subnets, which the endpoint service is offered in. */
  readonly zoneIds: readonly string[];
}

const DEFAULT_CIDR = "10.0.0.0/24";

/** The consumers of an environment. */
export function consumerProps(environment: Environment, producer: ConsumedProducer): readonly ConsumerProps[] {
  return Object.entries(environment.consumers).map(([consumer, settings]) => {
    const { account, roleArn, domainName, testHost, api, region = environment.region } = settings;
    const service = serviceOf(environment, settings, producer);
    const zones = zonesOf(region, service, producer);
    return {
      consumer,
      target: { account, region, ...(roleArn === undefined ? {} : { roleArn }) },
      network: { zones, ...networkOf(environment, settings, zones) },
      serviceName: service.name,
      port: service.port,
      ...(service.region === region ? {} : { serviceRegion: service.region }),
      ...(service.acceptsFor === undefined ? {} : { acceptsFor: service.acceptsFor }),
      ...(domainName === undefined ? {} : { domainName }),
      testHost,
      ...(settings.restApi ? { restApi: { invoke: invoked(environment) } } : {}),
      ...(api ? { api: consumerApiSettings(environment) } : {}),
    };
  });
}

interface Service {
  readonly name: string;
  readonly region: string;
  readonly port: number;
  readonly foreign: boolean;
  readonly acceptsFor?: string;
}

function serviceOf(
  { name, region, privateLink }: Environment,
  { serviceName, port = 443, restApi }: ConsumerSettings,
  { offered }: ConsumedProducer,
): Service {
  // AWS's own: in the zones that it names, as with the service of somebody else.
  if (restApi) return { name: endpointServiceName("execute-api", region), region, port, foreign: true };
  if (serviceName !== undefined) {
    return { name: serviceName, region: regionOfService(serviceName), port, foreign: true };
  }
  if (!offered) throw new Error(`environments.${name}: consumers, and no endpoint service`);
  const accepting = privateLink?.acceptance === "manual" ? { acceptsFor: offered.serviceId } : {};
  return { name: offered.serviceName, region, port: offered.port, foreign: false, ...accepting };
}

function zonesOf(region: string, service: Service, { zoneIds }: ConsumedProducer): EndpointZones {
  if (service.region !== region) return { kind: "region", region, zones: defaultZones(region) };
  return service.foreign ? { kind: "service", serviceName: service.name } : { kind: "ids", ids: zoneIds };
}

function networkOf(environment: Environment, { network }: ConsumerSettings, zones: EndpointZones) {
  if (network.existing) return { kind: "existing", ...network.existing } as const;
  const cidr = network.cidr ?? DEFAULT_CIDR;
  return { kind: "own", cidr, subnets: subnetsOf(cidr, keysOf(environment, zones)) } as const;
}

/** The API's id is not known here: its stack takes the endpoint's id from this one. */
function invoked({ account, region, api, services }: Environment): readonly string[] {
  const asks = routedServices(services).some(({ authorization }) => authorization === "iam");
  return asks ? [arn("execute-api", `*/${api.stage}/*`, { account, region })] : [];
}

/** What the zones are called in Terraform addresses: as the environment calls its own, where they are those. */
function keysOf({ network }: Environment, zones: EndpointZones): readonly string[] {
  if (zones.kind === "region") return defaultZones(zones.region).map(({ key }) => key);
  if (zones.kind === "service") return ["z1", "z2"];
  return network.kind === "own"
    ? network.zones.map(({ key }) => key)
    : zones.ids.map((_id, index) => `z${String(index + 1)}`);
}

function subnetsOf(cidr: string, keys: readonly string[]) {
  const numbers = keys.map((key, index) => (key.startsWith("z") ? index + 1 : ordinal(key)));
  // A letter and an id may have the same number: then the order of the zones decides which block each has.
  const places = new Set(numbers).size === keys.length ? numbers : keys.map((_key, index) => index + 1);
  const blocks = consumerSubnets(cidr, 8);
  return keys.flatMap((key, index) => {
    const block = blocks[places[index] ?? index + 1];
    return block ? [{ key, ...block }] : [];
  });
}
