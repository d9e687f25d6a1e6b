import { nameFault } from "../../aws/name-rules";
import type { Environment } from "../config";
import { lambdaFunctions } from "../lambda-functions";
import type { Problem } from "../problem";
import { namespaceOf } from "../service-calls";
import { logBucketPrefix } from "../log-bucket-prefix";
import { stateBucketName } from "../state-bucket-name";
import type { Check } from "./check";

/** A name that the stacks derive from the config. */
export interface DerivedName {
  /** Resource type and attribute. */
  readonly rule: string;
  readonly value: string;
}

/** Names that are derived from several settings and turn out too long, or reserved by AWS. */
export const checkDerivedNames: Check = ({ application, environment }) => {
  const problems = derivedNames(application, environment).flatMap(({ rule, value }): Problem[] => {
    const fault = nameFault(rule, value);
    // The schema has checked the characters of each part already.
    if (!fault || fault.kind === "characters") return [];
    if (fault.kind === "reserved")
      return [{ path: ["name"], message: `${fault.text}; give the application another name` }];
    const path = ["environments", environment.name];
    if (rule === "aws_s3_bucket.bucket") {
      const message = `${fault.text}; give { bucketName: "…" } or shorten the name`;
      return [{ path: [...path, "state"], message }];
    }
    return [{ path, message: `${fault.text}; shorten the name or the environment` }];
  });
  // One setting often makes several names too long, or reserved: only the first is reported.
  const first = new Map([...problems].reverse().map((problem) => [problem.path.join("."), problem]));
  return [...first.values()].reverse();
};

/** Everything whose name begins with, or holds, that of the application, the environment, a service or a function. */
export function derivedNames(application: string, environment: Environment): readonly DerivedName[] {
  const { services } = environment;
  const prefix = `${application}-${environment.name}`;
  function named(rule: string, ...values: readonly string[]): DerivedName[] {
    return values.map((value) => ({ rule, value }));
  }
  const bucket = stateBucketName(application, environment);
  return [
    ...named("aws_lb.name", `${prefix}-nlb`, prefix),
    ...(environment.privateLink
      ? [...named("aws_lb.name", `${prefix}-pl`), ...named("aws_security_group.name_prefix", `${prefix}-private-link-`)]
      : []),
    ...named("aws_security_group.name_prefix", `${prefix}-all-tasks-`),
    ...(bucket !== undefined && environment.state === undefined ? named("aws_s3_bucket.bucket", bucket) : []),
    ...(environment.loadBalancer.logs ? named("aws_s3_bucket.bucket_prefix", logBucketPrefix(prefix)) : []),
    ...named("aws_api_gateway_rest_api.name", prefix),
    ...named("aws_apigatewayv2_api.name", prefix),
    ...named("aws_apigatewayv2_vpc_link.name", prefix),
    ...named("aws_cloudwatch_dashboard.dashboard_name", prefix),
    ...named("aws_cloudwatch_log_group.name", `/aws/vendedlogs/${prefix}/api-access`),
    ...named("aws_cloudwatch_log_metric_filter.name", `${prefix}-vpc-link-errors`),
    ...named("aws_ecs_cluster.name", prefix),
    ...named("aws_kms_alias.name", `alias/${prefix}`),
    ...named("aws_service_discovery_private_dns_namespace.name", namespaceOf(prefix)),
    ...named("aws_sns_topic.name", `${prefix}-alarms`),
    ...named("aws_sns_topic.display_name", `${prefix} alarms`),
    ...services.flatMap(({ name }) => [
      ...named("aws_cloudwatch_log_group.name", `/${prefix}/${name}`),
      ...named("aws_cloudwatch_metric_alarm.alarm_name", `${prefix}/service/${name}/unhealthy`),
      ...named("aws_ecr_repository.name", `${application}/${environment.name}/${name}`),
      ...named("aws_ecs_task_definition.family", `${prefix}-${name}`),
      ...named("aws_security_group.name_prefix", `${prefix}-${name}-`),
    ]),
    ...lambdaFunctions(environment).flatMap(({ name }) => [
      ...named("aws_lambda_function.function_name", `${prefix}-${name}`),
      ...named("aws_cloudwatch_log_group.name", `/aws/lambda/${prefix}-${name}`),
    ]),
  ];
}
