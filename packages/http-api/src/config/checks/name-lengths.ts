import { stateBucketName } from "../state-bucket-name";
import type { Check } from "./check";

/** Load balancers take 32 characters, and the network load balancer's name is the longer one: `<name>-<environment>-nlb`. */
const LOAD_BALANCER_NAME = 32;
const BUCKET_NAME = 63;

/** Names that are put together from several settings and come out too long, or with a meaning of AWS's own. */
export const checkNameLengths: Check = ({ application, environment }) => {
  const path = ["environments", environment.name];
  const loadBalancer = `${application}-${environment.name}-nlb`;
  const problems = [];
  if (loadBalancer.length > LOAD_BALANCER_NAME) {
    problems.push({
      path,
      message: `the load balancer's name "${loadBalancer}" has ${String(loadBalancer.length)} characters, AWS takes ${String(LOAD_BALANCER_NAME)}; shorten the name or the environment`,
    });
  }
  if (loadBalancer.startsWith("internal-")) {
    problems.push({
      path: ["name"],
      message: `got "${application}"; a load balancer's name cannot start with "internal-"`,
    });
  }
  const bucket = stateBucketName(application, environment);
  if (bucket !== undefined && bucket.length > BUCKET_NAME) {
    problems.push({
      path: [...path, "state"],
      message: `the state bucket's name "${bucket}" has ${String(bucket.length)} characters, S3 takes ${String(BUCKET_NAME)}; give { bucketName: "…" } or shorten the name`,
    });
  }
  return problems;
};
