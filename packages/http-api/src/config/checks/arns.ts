import { parseArn, type Arn } from "@private-http-api/terraform-json/values";
import { partitionOf, REGIONS } from "../../aws/regions";
import type { Environment } from "../config";
import { lambdaFunctions } from "../lambda-functions";
import { quote, type Problem } from "../problem";
import { nearest } from "../schema/nearest";
import type { Check, CheckInput } from "./check";

/** An ARN in the config, its place, and whether it must be in the environment's Region and account. */
interface Given {
  readonly path: readonly PropertyKey[];
  readonly arn: string;
  /** What it names, e.g. "certificate". */
  readonly noun: string;
  /** Its Region and account must be the environment's, because API Gateway or the load balancer accepts no other. */
  readonly isHere?: boolean;
}

/** ARNs of another partition, which IAM refuses, and of another Region or account where AWS accepts none. */
export const checkArns: Check = (input) => {
  const { environment } = input;
  const partition = partitionOf(environment.region).id;
  return [...ofServices(input), ...ofEnvironment(environment)].flatMap(({ path, arn, noun, isHere }): Problem[] => {
    const parts = parseArn(arn);
    if (!parts) return [];
    if (parts.region !== "" && !parts.region.includes("*") && !REGIONS.includes(parts.region)) {
      const near = nearest(parts.region, REGIONS);
      const remedy = near === undefined ? "give the resource's Region" : `did you mean "${near}"?`;
      return [{ path, message: `names a ${noun} in ${quote(parts.region)}, which is not an AWS Region; ${remedy}` }];
    }
    if (parts.partition !== partition) {
      const message = `names a ${noun} in the partition ${parts.partition}, and ${environment.region} is in ${partition}; give an ARN that begins with "arn:${partition}:"`;
      return [{ path, message }];
    }
    if (noun === "policy" && parts.account !== "aws" && parts.account !== environment.account) {
      const message = `got ${quote(arn)}, a policy of another account, which roles cannot use; give one of ${environment.account}, or of AWS`;
      return [{ path, message }];
    }
    return isHere === true ? elsewhere(environment, parts, arn, noun).map((message) => ({ path, message })) : [];
  });
};

function elsewhere({ region, account }: Environment, parts: Arn, arn: string, noun: string): readonly string[] {
  if (parts.region !== region) return [`got ${quote(arn)}, a ${noun} of another Region; give one of ${region}`];
  return parts.account === account ? [] : [`got ${quote(arn)}, a ${noun} of another account; give one of ${account}`];
}

function ofServices({ environment, at }: CheckInput): readonly Given[] {
  return environment.services.flatMap(({ name, secrets, secretKeyArns, taskPolicy }) => [
    ...Object.entries(secrets).map(([key, arn]) => ({ path: at(name, "secrets", key), arn, noun: "secret" })),
    ...secretKeyArns.map((arn, index) => ({ path: at(name, "secretKeyArns", index), arn, noun: "key" })),
    ...taskPolicy.flatMap(({ Resource }, index) =>
      [Resource].flat().map((arn) => ({ path: at(name, "taskPolicy", index, "Resource"), arn, noun: "resource" })),
    ),
  ]);
}

function ofEnvironment(environment: Environment): readonly Given[] {
  const { name, api, internalTls, permissionsBoundary } = environment;
  const at = ["environments", name];
  function certificate(keys: readonly string[], arn: string | undefined): readonly Given[] {
    return arn === undefined ? [] : [{ path: [...at, ...keys], arn, noun: "certificate", isHere: true }];
  }
  return [
    ...certificate(["api", "domain", "certificateArn"], api.domain?.certificateArn),
    ...certificate(["api", "domain", "ownershipCertificateArn"], api.domain?.ownershipCertificateArn),
    ...certificate(["internalTls", "certificateArn"], internalTls?.certificateArn),
    ...(api.wafArn === undefined
      ? []
      : [{ path: [...at, "api", "wafArn"], arn: api.wafArn, noun: "web ACL", isHere: true }]),
    ...(permissionsBoundary === undefined
      ? []
      : [{ path: [...at, "permissionsBoundary"], arn: permissionsBoundary, noun: "policy" }]),
    ...lambdaFunctions(environment).flatMap(({ keys, settings }): Given[] =>
      "functionArn" in settings
        ? [{ path: [...at, "api", ...keys, "functionArn"], arn: settings.functionArn, noun: "function", isHere: true }]
        : [],
    ),
  ];
}
