/** What is lost, or stands still, when a resource of a type goes. */
export interface CriticalType {
  readonly holds: "data" | "traffic";
  /** What to expect when another one takes its place. */
  readonly replaced: string;
  /** What to expect when the other one is there first. @default clients that keep the old one's name or address are cut off */
  readonly overlapping?: string;
  /** The same, where all that uses the old one, as far as the plans show, is in its own state. */
  readonly overlappingAlone?: string;
  /** Whether nothing but what this plan updates names the old one, so that one made first takes over unnoticed. */
  readonly swaps?: boolean;
  /** What to expect when nothing does. */
  readonly destroyed: string;
}

type Texts = readonly [destroyed: string, replaced?: string];

function data(...[destroyed, replaced = destroyed]: Texts): CriticalType {
  return { holds: "data", replaced, destroyed };
}
function traffic(...[destroyed, replaced = destroyed]: Texts): CriticalType {
  return {
    holds: "traffic",
    replaced,
    destroyed,
  };
}

const DATABASE = data(
  "its data goes with it unless a final snapshot is kept; its clients fail",
  "its data goes with it unless a snapshot is restored; unavailable for minutes to hours",
);
const LOAD_BALANCER = traffic(
  "nothing behind it gets requests",
  "no requests for the 1 to 3 minutes that a new load balancer takes, longer where clients keep its DNS name",
);
const ROLE: CriticalType = {
  ...traffic(
    "what acts by it loses its permissions at once",
    "what acts by it has no permissions until it gets the new one",
  ),
  overlapping: "the new one is created first; what acts by the old one in another state loses its permissions",
  swaps: true,
};
const CERTIFICATE = traffic("TLS fails wherever it is in use; AWS refuses while it is");
const LISTENER = traffic(
  "requests to its port are refused",
  "requests to its port are refused for seconds; integrations that name the old ARN answer 503 until they follow",
);
const TARGET_GROUP: CriticalType = {
  ...traffic("its targets get no requests", "no target until the tasks have registered and passed their health checks"),
  overlapping: "the new one is created first; the old one is drained once its listener and service name the new one",
  swaps: true,
};
const FUNCTION = traffic("its callers fail", "its callers fail until the new one is there");
const CAPACITY = traffic("what runs on it stops", "what runs on it is away until the new machines have started");
const MEMBER = traffic(
  "one instance fewer answers; the last one takes the database's endpoint with it",
  "one instance fewer answers until the new one has started",
);
const SNAPSHOT = data("it can no longer be restored");
const API = traffic(
  "every client of it fails",
  "a new API has a new execute-api host name: every client that uses the old one fails until it is changed",
);
const VPC_LINK: CriticalType = {
  ...traffic(
    "every private integration over it answers 503",
    "every private integration over it answers 503; a new link takes 1 to 3 minutes",
  ),
  overlapping:
    "the new one is created first; AWS refuses to delete the old one while an integration uses it, so one of another state has to be applied in between",
  overlappingAlone:
    "the new one is created first; the old one is deleted once the integrations of this plan use the new one",
};
const DOMAIN_NAME = traffic(
  "the domain does not answer",
  "the domain does not answer until DNS follows the new target, minutes to hours",
);
const STAGE = traffic("its URL answers 404", "its URL answers 404 for seconds");

/** Resource types that are critical to destroy, of this project and of AWS projects in general. */
export const CRITICAL_TYPES: Readonly<Record<string, CriticalType>> = {
  aws_s3_bucket: data("every object and version in it; another account may take the name"),
  aws_ecr_repository: data(
    "every image in it; tasks of these images that start or scale out fail to pull",
    "every image in it; tasks that start or scale out before the new push fail to pull",
  ),
  aws_dynamodb_table: data("every item", "every item; unavailable until restored from a backup"),
  aws_db_instance: DATABASE,
  aws_rds_cluster: DATABASE,
  aws_docdb_cluster: DATABASE,
  aws_neptune_cluster: DATABASE,
  aws_redshift_cluster: DATABASE,
  aws_elasticache_replication_group: data(
    "everything cached or stored in it",
    "everything cached or stored in it; unavailable for about 10 minutes",
  ),
  aws_efs_file_system: data("every file; mounts fail at once"),
  aws_ebs_volume: data("everything on it that no snapshot holds"),
  aws_opensearch_domain: data("every index", "every index; unavailable for about 30 minutes"),
  aws_kms_key: data("whatever it encrypts cannot be read once the deletion window is over"),
  aws_secretsmanager_secret: data(
    "its value; readers fail at once, it can be restored during the recovery window",
    "its value; readers fail at once, the name is blocked during the recovery window",
  ),
  aws_ssm_parameter: data("its value; readers fail", "its value; readers fail until it is set again"),
  aws_sqs_queue: data("the messages in it", "the messages in it; its name cannot be used again for 60 seconds"),
  aws_cloudwatch_log_group: data("the logs in it"),
  aws_cognito_user_pool: data("every user and their sign-ins"),
  aws_instance: data(
    "what is on its own disks; what runs on it stops",
    "what is on its own disks; what runs on it is away until the new one has started",
  ),
  aws_service_discovery_private_dns_namespace: traffic(
    "its names no longer resolve",
    "its names no longer resolve, and API Gateway finds no target, for about 2 minutes",
  ),
  aws_service_discovery_http_namespace: traffic(
    "no instance is found through it",
    "no instance is found through it until services register again",
  ),
  aws_service_discovery_service: traffic(
    "its name no longer resolves; it cannot go while instances are registered in it",
  ),
  aws_lb: LOAD_BALANCER,
  aws_alb: LOAD_BALANCER,
  aws_elb: LOAD_BALANCER,
  aws_lb_listener: LISTENER,
  aws_alb_listener: LISTENER,
  aws_lb_target_group: TARGET_GROUP,
  aws_alb_target_group: TARGET_GROUP,
  aws_apigatewayv2_vpc_link: VPC_LINK,
  aws_api_gateway_vpc_link: VPC_LINK,
  aws_apigatewayv2_api: API,
  aws_api_gateway_rest_api: API,
  aws_apigatewayv2_stage: STAGE,
  aws_api_gateway_stage: STAGE,
  aws_apigatewayv2_domain_name: DOMAIN_NAME,
  aws_api_gateway_domain_name: DOMAIN_NAME,
  aws_apigatewayv2_api_mapping: traffic("the domain answers 403", "the domain answers 403 for seconds"),
  aws_acm_certificate: { ...CERTIFICATE, swaps: true },
  aws_iam_server_certificate: { ...CERTIFICATE, swaps: true },
  aws_iam_role: ROLE,
  aws_iam_instance_profile: ROLE,
  aws_lambda_function: FUNCTION,
  aws_sfn_state_machine: FUNCTION,
  aws_autoscaling_group: { ...CAPACITY, swaps: true },
  aws_eks_node_group: { ...CAPACITY, swaps: true },
  aws_rds_cluster_instance: MEMBER,
  aws_docdb_cluster_instance: MEMBER,
  aws_neptune_cluster_instance: MEMBER,
  aws_launch_template: { ...CAPACITY, destroyed: "no machine can be started from it", swaps: true },
  aws_launch_configuration: { ...CAPACITY, destroyed: "no machine can be started from it", swaps: true },
  aws_vpc_peering_connection: traffic(
    "no packet goes between the two networks",
    "no packet goes between the two networks until the new one is accepted and routed to",
  ),
  aws_ebs_snapshot: SNAPSHOT,
  aws_db_snapshot: SNAPSHOT,
  aws_db_cluster_snapshot: SNAPSHOT,
  aws_kms_replica_key: data("what it encrypts in its Region cannot be read once the deletion window is over"),
  aws_cloudformation_stack: data("everything that it made, data included, as far as no deletion policy keeps it"),
  aws_route53_zone: traffic(
    "every name in it",
    "every name in it; a new zone has other name servers, so the parent must be changed",
  ),
  aws_route53_record: traffic(
    "the name no longer resolves",
    "the name does not resolve, for as long as resolvers keep the answer",
  ),
  aws_cloudfront_distribution: traffic(
    "its host name no longer answers",
    "a new distribution has another host name and takes about 5 minutes",
  ),
  aws_vpc: traffic("everything in it", "everything in it: a full rebuild"),
  aws_vpc_endpoint: traffic(
    "what used it reaches the service over the internet, or not at all",
    "what uses it reaches the service over the internet, or not at all, for about 2 minutes",
  ),
  aws_subnet: traffic("whatever runs in it is moved or stopped first"),
  aws_nat_gateway: traffic(
    "no way out over it: no image pulls, no AWS APIs without an endpoint or another gateway",
    "no way out for tasks behind it for about 2 minutes: no image pulls, no AWS APIs without an endpoint",
  ),
  aws_internet_gateway: traffic("no way to the internet, NAT gateways included"),
  aws_ecs_cluster: traffic("every service in it stops"),
  aws_ecs_service: traffic(
    "its tasks stop; nothing answers in their place",
    "no task of it runs until the new one is up, about 1 to 3 minutes",
  ),
};
