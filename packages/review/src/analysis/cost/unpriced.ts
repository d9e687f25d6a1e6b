import { isChanging } from "../../plan/stack-plan";
import type { Resource } from "../../plan/planned-resources";
import { isFree } from "./free";
import type { BeforeAndAfter } from "../before-and-after";
import { isHttpApi } from "./monthly";

/** Types that the price table knows. */
const PRICED =
  /^aws_(lb|alb|nat_gateway|eip|vpc_endpoint|ecs_service|apigatewayv2_api|service_discovery_private_dns_namespace|route53_zone|apigatewayv2_integration|cloudwatch_(log_group|metric_alarm|dashboard)|kms_key|secretsmanager_secret|ecr_repository|s3_bucket)$/;

/** Whether the cost of a type is known: what it costs, or that it costs nothing. */
export function isPriced(type: string): boolean {
  return PRICED.test(type) || isFree(type);
}

/** What costs money and is not priced. */
export interface Unpriced {
  /** All of it, after the change. */
  readonly all: readonly string[];
  /** Whether some of it comes, goes or changes: the cost does then, by nobody knows how much. */
  readonly changes: boolean;
}

export function unpricedOf({ before, after }: BeforeAndAfter): Unpriced {
  const changing = [...before.resources, ...after.resources].filter(({ change }) => isChanging(change.action));
  return {
    all: [...new Set(after.resources.flatMap(nameOf))].sort(),
    changes: changing.some((resource) => nameOf(resource).length > 0),
  };
}

function nameOf(resource: Resource): readonly string[] {
  if (!isPriced(resource.type)) return [resource.type];
  return resource.type === "aws_apigatewayv2_api" && !isHttpApi(resource) ? [`${resource.type} (WebSocket)`] : [];
}
