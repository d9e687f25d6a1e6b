import { Construct } from "constructs";
import {
  type AlarmThresholds,
  type Backend,
  BaseStack,
  type BaseStackProps,
  connectCalls,
  DiscoveryNamespace,
  type Egress,
  endpointsFor,
  ExistingNetwork,
  FargateCluster,
  FargateService,
  FlowLogs,
  gatewaysFor,
  type INetwork,
  type InternalTls,
  LoadBalancerLogs,
  logBucketPrefix,
  namedArns,
  namespaceOf,
  Network,
  type NetworkZone,
  type OutboundRule,
  outputPrivateLink,
  outputServices,
  type OfferedService,
  type OwnResources,
  OwnServices,
  type PrivateLinkSettings,
  ProducerAlarms,
  ServiceEgress,
  ServiceEntryPoints,
  type ServiceProps,
  type ServiceTarget,
  TaskGroup,
  TLS_POLICY,
  VpcLink,
} from "@private-http-api/http-api";

/** Settings of a {@link FargateVpcLinkStack}. */
export interface FargateVpcLinkStackProps extends BaseStackProps {
  readonly network:
    | {
        readonly kind: "own";
        readonly cidr: string;
        readonly zones: readonly NetworkZone[];
        readonly egress: Egress;
        readonly flowLogs: boolean;
      }
    | { readonly kind: "existing"; readonly vpcId: string; readonly privateSubnetIds: readonly string[] };
  /** Destinations that tasks may reach besides the VPC's own range and AWS. */
  readonly outbound: readonly OutboundRule[];
  readonly services: readonly ServiceProps[];
  /** Creates the user's own resources: tables, queues, databases. @default none */
  readonly ownResources?: OwnResources;
  readonly idleTimeoutSeconds: number;
  /** Write the application load balancer's access and connection logs to a bucket. */
  readonly loadBalancerLogs: boolean;
  readonly alarms: AlarmThresholds;
  /** Keep a security group rule for each service beside the shared ones. */
  readonly keepsRulesByService: boolean;
  readonly logRetentionDays: number;
  /** Turn on deletion protection of the load balancers. */
  readonly protect: boolean;
  /** Services that other accounts and VPCs call without the API. @default none */
  readonly privateLink?: PrivateLinkSettings;
  /** Encrypt between the gateway and the load balancers. @default plain HTTP */
  readonly internalTls?: Pick<InternalTls, "certificateArn" | "serverName">;
}

/** The producer: services on Fargate in private subnets, their load balancers, and the VPC link that the API uses. */
export class FargateVpcLinkStack extends BaseStack {
  readonly vpcLinkId: string;
  /** By service name; a service without routes has none. */
  readonly backends: ReadonlyMap<string, Backend>;
  /** Topic that alarms notify; `undefined` if there is none. */
  readonly alarmTopicArn: string | undefined;
  /** The endpoint service of PrivateLink; `undefined` if no service is exposed. */
  readonly offered: OfferedService | undefined;
  /** Ids of the zones of services and load balancers. */
  readonly zoneIds: readonly string[];

  constructor(scope: Construct, id: string, props: FargateVpcLinkStackProps) {
    super(scope, id, "fargate-vpc-link", props);
    const { placement, logRetentionDays } = props;
    const name = this.prefix;
    const encryption = this.keyArn === undefined ? {} : { keyArn: this.keyArn };
    const network = this.network(props);
    this.zoneIds = network.zoneIds;
    const own = new OwnServices(this, "own", { ...props, prefix: name, network, keyArn: this.keyArn });
    const cluster = new FargateCluster(this, "cluster", {
      name,
      ...encryption,
      ...(props.services.some(({ exec }) => exec === true) ? { exec: { retentionDays: logRetentionDays } } : {}),
    });
    const namespace = new DiscoveryNamespace(this, "namespace", {
      name: namespaceOf(name),
      vpcId: network.vpcId,
    });
    const link = new VpcLink(this, "vpc-link", { name, network });
    const tasks = new TaskGroup(this, "all_tasks", {
      vpcId: network.vpcId,
      prefix: name,
      keepsRulesByService: props.keepsRulesByService,
    });
    const egress = new ServiceEgress(this, "egress", {
      name,
      region: placement.region,
      network,
      egress: props.network.kind === "own" ? props.network.egress : "existing",
      tasks,
      endpoints: endpointsFor(own.services, this.keyArn !== undefined),
      access: {
        ...placement,
        arns: namedArns(own.services),
        exec: own.services.some(({ exec }) => exec === true),
      },
      outbound: props.outbound,
    });
    const entryPoints = new ServiceEntryPoints(this, {
      name,
      network,
      link,
      tasks,
      idleTimeoutSeconds: props.idleTimeoutSeconds,
      deletionProtection: props.protect,
      ...(props.loadBalancerLogs ? { logs: () => this.loadBalancerLogs(props) } : {}),
      ...(props.internalTls ? { tls: { ...props.internalTls, securityPolicy: TLS_POLICY } } : {}),
    });

    const alarms = new ProducerAlarms(this, "Alarms", {
      prefix: name,
      placement,
      thresholds: props.alarms,
      clusterName: cluster.clusterName,
      ...encryption,
    });
    this.alarmTopicArn = alarms.topicArn;
    if (props.internalTls) alarms.ofListeners(props.internalTls.certificateArn);
    if (network.natGatewayIds) alarms.ofNatGateways(network.natGatewayIds);

    this.vpcLinkId = link.vpcLinkId;
    const services = new Construct(this, "Services");
    const backends = new Map<string, Backend>();
    const targets = new Map<string, ServiceTarget>();
    const made = new Map(
      own.services.map((service) => {
        const registryArn = namespace.addService(service.name);
        const { backend, openTo, ...places } = entryPoints.of(service, registryArn);
        const fargate = new FargateService(services, service.name, {
          ...service,
          prefix: name,
          placement,
          network,
          cluster,
          allTasks: tasks.group,
          registryArn,
          logRetentionDays,
          ...encryption,
          rolloutAlarmNames: alarms.ofService(service, places.target),
          ...places,
        });
        fargate.startAfter(
          ...egress.allow(fargate.securityGroup, gatewaysFor(service)),
          ...own.connect(service.name, fargate.securityGroup),
        );
        openTo(fargate);
        if (backend) backends.set(service.name, backend);
        if (places.target) targets.set(service.name, places.target);
        return [service.name, fargate];
      }),
    );
    connectCalls(own.services, made);
    const privateLink = props.privateLink && entryPoints.expose(props.privateLink, targets);
    this.offered = privateLink;
    if (privateLink) {
      outputPrivateLink(this, privateLink);
      alarms.ofLoadBalancer("private-link", privateLink.arnSuffix);
    }
    outputServices(this, made, namespaceOf(name));
    this.backends = backends;
    const { alb, nlb } = entryPoints.loadBalancers;
    if (alb !== undefined) alarms.ofLoadBalancer("alb", alb);
    if (nlb !== undefined) alarms.ofLoadBalancer("nlb", nlb);
  }

  private loadBalancerLogs(props: FargateVpcLinkStackProps): LoadBalancerLogs {
    return new LoadBalancerLogs(this, "alb-logs", {
      ...props,
      bucketPrefix: logBucketPrefix(this.prefix),
      retentionDays: props.logRetentionDays,
    });
  }

  private network({ network, placement, logRetentionDays }: FargateVpcLinkStackProps): INetwork {
    if (network.kind === "existing") return new ExistingNetwork(this, "network", network);
    const name = this.prefix;
    const made = new Network(this, "network", { name, region: placement.region, ...network });
    if (network.flowLogs) {
      new FlowLogs(this, "flow-logs", {
        name,
        vpcId: made.vpcId,
        placement,
        retentionDays: logRetentionDays,
        ...(this.keyArn === undefined ? {} : { keyArn: this.keyArn }),
      });
    }
    return made;
  }
}
