import { endpointsOfAction } from "../../aws/endpoint-services";
import { parseArn } from "@private-http-api/terraform-json/values";
import { quote, type Problem } from "../problem";
import type { Check } from "./check";

const REMEDY = 'give network.egress "single-nat"';

/** Calls to AWS services without a VPC endpoint: with network.egress "endpoints" they would time out. */
export const checkReachableServices: Check = ({
  environment: { name: environment, network, region, services },
  at,
}) => {
  if (network.kind !== "own" || network.egress !== "endpoints") return [];
  return services.flatMap(({ name, secrets, taskPolicy }): Problem[] => [
    ...taskPolicy.flatMap(({ Effect, Action }, index) =>
      [Action]
        .flat()
        .filter((action) => Effect === "Allow" && action !== "*" && endpointsOfAction(action) === undefined)
        .map((action) => ({
          path: at(name, "taskPolicy", index, "Action"),
          message: `got ${quote(action)}, whose service has no VPC endpoint that ${environment} could use with network.egress "endpoints"; ${REMEDY}, or remove the action`,
        })),
    ),
    ...Object.entries(secrets)
      .filter(([, arn]) => parseArn(arn)?.region !== region)
      .map(([key]) => ({
        path: at(name, "secrets", key),
        message: `names a secret of another Region, which ${environment} cannot reach with network.egress "endpoints"; give one of ${region}, such as a replica, or ${REMEDY.slice("give ".length)}`,
      })),
  ]);
};
