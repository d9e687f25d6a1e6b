import type { Environment } from "@private-http-api/http-api";
import { roleExists } from "../../aws/role-exists";
import { fail, type Finding, ok } from "../finding";
import type { Check } from "../target";

/** A service-linked role of AWS, and whether an environment needs it. */
interface ServiceRole {
  readonly service: string;
  readonly name: string;
  readonly isNeeded: (environment: Environment) => boolean;
}

/** [ECS, ELB, API Gateway and Application Auto Scaling, each page "Using service-linked roles"] */
const ROLES: readonly ServiceRole[] = [
  { service: "ecs.amazonaws.com", name: "AWSServiceRoleForECS", isNeeded: () => true },
  { service: "ops.apigateway.amazonaws.com", name: "AWSServiceRoleForAPIGateway", isNeeded: () => true },
  {
    service: "elasticloadbalancing.amazonaws.com",
    name: "AWSServiceRoleForElasticLoadBalancing",
    isNeeded: ({ services }) => services.some(({ integration }) => integration !== "cloud-map"),
  },
  {
    service: "ecs.application-autoscaling.amazonaws.com",
    name: "AWSServiceRoleForApplicationAutoScaling_ECSService",
    isNeeded: ({ services }) => services.some(({ scaling }) => scaling !== undefined),
  },
];

/** Roles that AWS creates at first use: a first deploy can fail because they take a moment to propagate. */
export const serviceRoles: Check = {
  what: "service-linked roles",
  run: async ({ environment }) =>
    Promise.all(ROLES.filter(({ isNeeded }) => isNeeded(environment)).map((role) => find(role, environment.region))),
};

async function find({ name, service }: ServiceRole, region: string): Promise<Finding> {
  const what = `role ${name}`;
  if (await roleExists(name, region)) return ok(what, "there");
  return fail(what, `does not exist; create it: aws iam create-service-linked-role --aws-service-name ${service}`);
}
