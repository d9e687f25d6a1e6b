export {
  type AlbListener,
  type BackendRef,
  type CloudMapService,
  type Container,
  type EcsService,
  type EcsServiceRef,
  type HealthCheck,
  type ListenerAction,
  type ListenerRule,
  type NlbListener,
  type RuleCondition,
  type TargetGroup,
  type TaskDefinition,
} from "./backends";
export { type Consumer } from "./consumers";
export { conditionsText } from "./conditions-text";
export {
  type Authorization,
  type CorsConfiguration,
  type FunctionCode,
  type HttpApi,
  type HttpProxyIntegration,
  type Integration,
  type JwtAuthorizer,
  type LambdaAuthorizer,
  type LambdaIntegration,
  type RestSettings,
  type Route,
  type Stage,
  type StreamLimits,
  type Throttle,
  type UnservedIntegration,
} from "./http-api";
export { type RestEndpoint } from "./rest-endpoints";
export { readTopology, readWholeTopology, type Topology, type TopologyOptions } from "./topology";
export { type ServiceCall } from "./service-calls";
export { requestPathsOf } from "./request-paths";
export { type Matcher, wildcard } from "./wildcard";
