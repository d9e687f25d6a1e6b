import { roleNamePrefix } from "@private-http-api/http-api";
import { roleExists } from "../../aws/role-exists";
import { fail, type Finding, ok, warn } from "../finding";
import type { Check } from "../target";

/** The role by which all REST APIs of the Region write their logs, where a stage has a log. */
export const logRole: Check = {
  what: "log role of REST APIs",
  run: async ({ config, environment: { name, region, api } }) => {
    if (api.kind !== "rest" || api.accountLogRole === undefined) return [];
    const arn = await roleOfRegion(region);
    const isThere = arn !== undefined && (await roleExists(roleName(arn), region));
    const own = roleNamePrefix(`${config.name}-${name}-api-logs`);
    return judgeLogRole({ region, arn, isThere, own, isManaged: api.accountLogRole === "manage" });
  },
};

/** What was found, and what the environment wants. */
export interface LogRole {
  readonly region: string;
  /** @default none is set */
  readonly arn?: string | undefined;
  /** Whether IAM has a role of this ARN. */
  readonly isThere: boolean;
  /** Beginning of the name of the role that the environment creates. */
  readonly own: string;
  /** Whether the environment sets a role of its own. */
  readonly isManaged: boolean;
}

/** ["Set up CloudWatch logging for REST APIs": a stage with a log is refused as long as no role is set] */
export function judgeLogRole({ region, arn, isThere, own, isManaged }: LogRole): readonly Finding[] {
  const what = `log role of REST APIs in ${region}`;
  if (isManaged) {
    if (arn === undefined || !isThere || roleName(arn).startsWith(own)) return [ok(what, "set by this environment")];
    const keep = 'api.accountLogRole "existing" keeps it';
    return [warn(what, `is ${arn}, and the deploy sets another one for all REST APIs of the Region; ${keep}`)];
  }
  const set = `aws apigateway update-account --region ${region} --patch-operations op=replace,path=/cloudwatchRoleArn,value=<ARN of a role>`;
  if (arn === undefined) {
    const why = "is not set, and API Gateway refuses a stage with an access log without it";
    return [fail(what, `${why}; set it: ${set}, or set api.accountLogRole to "manage" in one environment`)];
  }
  if (!isThere)
    return [warn(what, `is ${arn}, which does not exist: no REST API writes logs; set another one: ${set}`)];
  return [ok(what, arn)];
}

async function roleOfRegion(region: string): Promise<string | undefined> {
  const { APIGatewayClient, GetAccountCommand } = await import("@aws-sdk/client-api-gateway");
  const { cloudwatchRoleArn } = await new APIGatewayClient({ region }).send(new GetAccountCommand({}));
  return cloudwatchRoleArn === "" ? undefined : cloudwatchRoleArn;
}

/** `arn:aws:iam::111111111111:role/path/name` → `name`. */
function roleName(arn: string): string {
  return arn.slice(arn.lastIndexOf("/") + 1);
}
