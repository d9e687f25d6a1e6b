export { environmentNamed, readConfigFile } from "./command-config";
export { compareVersions } from "./aws/provider-versions";
export { recordAllocations } from "./config/allocation-file";
export { endpointsFor, gatewaysFor } from "./config/called-endpoints";
export { ConfigError } from "./config/config-error";
export { type Config, type Environment } from "./config/config";
export { defineConfig } from "./config/define-config";
export { imageChoiceIn, imageFileOf, readImageRecord, recordImages } from "./config/image-file";
export type { EnvironmentImages, ImageChoice, ImageRecord, RecordedImage } from "./config/image-record";
export { configFileIn, loadConfig, readConfig } from "./config/load-config";
export { logBucketPrefix } from "./config/log-bucket-prefix";
export { type OutboundRule } from "./config/schema/outbound-schema";
export { formatProblem } from "./config/problem";
export { keepsRulesByService } from "./config/quotas/network-quotas";
export { type LedgerRow, quotaLedger } from "./config/quotas/ledger";
export { resolveConfig } from "./config/resolve-config";
export { environmentSchema } from "./config/schema/environment-schema";
export { serviceSchema } from "./config/schema/service-schema";
export { type TrafficConfig, trafficSchema } from "./config/schema/traffic-schema";
export { namespaceOf } from "./config/service-calls";
export { stateBucketName } from "./config/state-bucket-name";
export { ApplicationLoadBalancer, type ApplicationLoadBalancerProps } from "./constructs/application-load-balancer";
export { type AlarmSettings, alarmSettings } from "./constructs/alarm";
export { ApiAlarms, type ApiAlarmsProps } from "./constructs/api-alarms";
export { type ApiMetrics, httpApiMetrics, restApiMetrics } from "./constructs/api-metrics";
export { ApiDomain } from "./constructs/api-domain";
export { CERTIFICATE_DAYS } from "./constructs/certificate-alarm";
export { ApiStage, type ApiStageProps, type Throttle } from "./constructs/api-stage";
export { ContainerImage } from "./constructs/container-image";
export { CustomerKey } from "./constructs/customer-key";
export { Dashboard, type DashboardProps } from "./constructs/dashboard";
export { DiscoveryNamespace, type DiscoveryNamespaceProps } from "./constructs/discovery-namespace";
export { ExistingNetwork } from "./constructs/existing-network";
export { FargateCluster, type FargateClusterProps } from "./constructs/fargate-cluster";
export { FargateService, type FargateServiceProps } from "./constructs/fargate-service";
export { FlowLogs } from "./constructs/flow-logs";
export {
  type CorsProps,
  HttpApi,
  type HttpApiProps,
  type JwtAuthorizerProps,
  type LambdaAuthorizerProps,
  type RouteAuthorization,
} from "./constructs/http-api";
export { ImageRepository } from "./constructs/image-repository";
export { type InternalTls, TLS_POLICY } from "./constructs/internal-tls";
export { LoadBalancerLogs } from "./constructs/load-balancer-logs";
export { type NetworkZone } from "./constructs/network-zone";
export { NetworkLoadBalancer, type NetworkLoadBalancerProps } from "./constructs/network-load-balancer";
export { type Egress, type INetwork, Network, type NetworkProps } from "./constructs/network";
export { roleNamePrefix } from "./constructs/role-name";
export { type ServiceTarget } from "./constructs/service-target";
export { ConsumerNetwork, type ConsumerNetworkProps } from "./constructs/consumer-network";
export { EndpointBalancer, type EndpointBalancerProps } from "./constructs/endpoint-balancer";
export { type OfferedService, PrivateLink, type PrivateLinkProps } from "./constructs/private-link";
export { ServiceEndpoint, type ServiceEndpointProps } from "./constructs/service-endpoint";
export { RestApi, type RestApiProps, type RestRoute } from "./constructs/rest-api";
export { RestApiStage, type RestApiStageProps } from "./constructs/rest-api-stage";
export { TestHost, type TestHostProps } from "./constructs/test-host";
export { StateBucket } from "./constructs/state-bucket";
export { SecurityGroup, type SecurityGroupProps } from "./constructs/security-group";
export { VpcLink, type VpcLinkProps } from "./constructs/vpc-link";
export { policyDocument, type PolicyStatement } from "./constructs/policy-document";
export { boundaryStatements } from "./constructs/access/boundary";
export { GitHubRole, type GitHubRoleProps } from "./constructs/access/github-role";
export { GITHUB_TOKENS, type GitHubRepository, type GitHubTrust, githubTrust } from "./constructs/access/github-trust";
export { deployPolicies, planPolicies } from "./constructs/access/role-policies";
export { type AccessScope, iamArn } from "./constructs/access/scope";
export { accessScope, boundaryName, roleLimits, taskServices } from "./stacks/access-scope";
export type {
  AdditionsByService,
  OwnResources,
  OwnResourcesInput,
  ServiceAdditions,
} from "./stacks/own-resources/own-resources";
export { OwnServices } from "./stacks/own-resources/own-services";
export { PolicyError } from "./policies/policy-error";
export { type PolicyException } from "./policies/policy-exception";
export { type PolicyRule } from "./policies/policy-rule";
export { Policy } from "./policies/policy";
export { RULE_NAMES } from "./policies/rule-names";
export { RULES } from "./policies/rules";
export { ApiFunctions, type FunctionProps } from "./stacks/api-functions";
export { apiProps } from "./stacks/api-props";
export { addWarnings, warningsOf } from "./stacks/app-warnings";
export { type Backend } from "./stacks/backend";
export { BaseStack, type BaseStackProps, type StateLocation } from "./stacks/base-stack";
export { loadBalancerNames } from "./stacks/load-balancer-names";
export { type AlarmThresholds, ProducerAlarms } from "./stacks/producer-alarms";
export { escapeTerraform } from "./stacks/escape-terraform";
export { ServiceEgress } from "./stacks/service-egress";
export { ServiceEntryPoints } from "./stacks/service-entry-points";
export { namedArns } from "./stacks/named-arns";
export { addRoutes, routeThrottles } from "./stacks/api-routes";
export { ConsumerApi, type ConsumerApiProps } from "./stacks/consumer-api";
export { consumerProps, type ConsumerProps } from "./stacks/consumer-props";
export { connectCalls, outputPrivateLink, outputServices } from "./stacks/service-links";
export { privateLinkProps, type PrivateLinkSettings } from "./stacks/private-link-props";
export { restApiProps } from "./stacks/rest-api-props";
export { type RestApiStackProps } from "./stacks/rest-api-stack-props";
export { serviceProps } from "./stacks/service-props";
export { type ServiceProps } from "./stacks/service";
export { TaskGroup } from "./stacks/task-group";
export type { ApiIntegration, ApiRoute, HttpApiStackProps } from "./stacks/http-api-stack-props";
export {
  hasRecordedImages,
  type ImageBuild,
  imageBuilds,
  repositoryName,
  unrecordedImages,
} from "./stacks/image-build";
export { removeGoneStacks } from "./stacks/gone-stacks";
export { synthesisFolder } from "./stacks/synthesis-folder";
export { copyProviderLocks, lockFile } from "./stacks/provider-locks";
export { withoutWaste } from "./stacks/without-waste";
export { checkToolchain, type Installed } from "./stacks/toolchain";
