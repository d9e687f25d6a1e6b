import { isChanging } from "../../plan/stack-plan";
import type { Resource } from "../../plan/planned-resources";
import type { BeforeAndAfter } from "../before-and-after";
import { isHttpApi } from "./monthly";

/** Types that are billed by time or size and not priced here: an estimate says that they are missing. */
const BILLED =
  /^aws_(instance|db_instance|rds_cluster|elasticache_|opensearch_domain|eks_cluster|redshift_|msk_|mq_broker|dynamodb_table|efs_file_system|ebs_volume|lambda_function|wafv2_web_acl|cloudfront_distribution|sfn_|kinesis_)/;

/** What costs money and is not priced. */
export interface Unpriced {
  /** All of it, after the change. */
  readonly all: readonly string[];
  /** Whether some of it comes, goes or changes: the cost does then, by nobody knows how much. */
  readonly changes: boolean;
}

export const unpricedOf = ({ before, after }: BeforeAndAfter): Unpriced => {
  const changing = [...before.resources, ...after.resources].filter(({ change }) => isChanging(change.action));
  return {
    all: [...new Set(after.resources.flatMap(nameOf))].sort(),
    changes: changing.some((resource) => nameOf(resource).length > 0),
  };
};

const nameOf = (resource: Resource): readonly string[] => {
  if (BILLED.test(resource.type)) return [resource.type];
  return resource.type === "aws_apigatewayv2_api" && !isHttpApi(resource) ? [`${resource.type} (WebSocket)`] : [];
};
