import { actionsOf } from "../../aws/access";
import type { Environment, Service } from "../config";
import { lambdaFunctions } from "../lambda-functions";
import { callVariable } from "../service-calls";
import { type UsedResource, usedResource } from "../used-resource";
import { mostTasks, type Quota } from "./quota";

const IAM = "IAM User Guide, IAM and AWS STS quotas";
const ECS = "Amazon ECS Developer Guide, Amazon ECS service quotas";
function servicesOf({ name }: Environment) {
  return ["environments", name, "services"];
}

/** Quotas of IAM, ECS, Cloud Map and Application Auto Scaling. */
export const SERVICE_QUOTAS: readonly Quota[] = [
  {
    key: "rolePolicy",
    what: "characters of inline policies",
    per: "role",
    limit: 10_240,
    raisable: false,
    source: IAM,
    remedy: "merge statements, or name resources by a common prefix with a wildcard",
    uses: ({ services }, at) =>
      services.flatMap((service) => [
        { count: taskPolicySize(service), path: at(service.name, "taskPolicy"), of: `${service.name} task` },
        { count: executionPolicySize(service), path: at(service.name, "secrets"), of: `${service.name} execution` },
      ]),
  },
  {
    key: "roles",
    what: "roles",
    per: "account",
    shared: "account",
    limit: 1000,
    raisable: true,
    source: IAM,
    remedy: "move an environment to another account",
    uses: (environment) => [{ count: roles(environment), path: servicesOf(environment) }],
  },
  {
    key: "taskDefinition",
    what: "bytes",
    per: "task definition",
    limit: 65_536,
    raisable: false,
    source: ECS,
    remedy: "keep large values in Parameter Store, Secrets Manager or S3",
    uses: ({ services }, at) =>
      services.map((service) => ({
        count: taskDefinitionSize(service),
        path: at(service.name, "environment"),
        of: service.name,
      })),
  },
  {
    key: "ecsServices",
    what: "services",
    per: "ECS cluster",
    limit: 5000,
    raisable: true,
    source: ECS,
    remedy: "split the application",
    uses: (environment) => [{ count: environment.services.length, path: servicesOf(environment) }],
  },
  {
    key: "instances",
    what: "tasks outside rollouts",
    per: "Cloud Map service",
    limit: 1000,
    raisable: true,
    source: "AWS Cloud Map Developer Guide, AWS Cloud Map service quotas",
    remedy: "split the service",
    uses: ({ services }, at) =>
      services.map((service) => ({
        count: mostTasks(service),
        path: service.scaling ? at(service.name, "scaling", "max") : at(service.name, "desiredCount"),
        of: service.name,
      })),
  },
  {
    key: "scheduledActions",
    what: "scheduled actions",
    per: "service",
    limit: 200,
    raisable: true,
    source: "Application Auto Scaling User Guide, Quotas for Application Auto Scaling",
    remedy: "combine actions in one cron expression",
    uses: ({ services }, at) =>
      services.flatMap(({ name, scaling }) =>
        scaling
          ? [
              {
                count: Object.keys(scaling.scheduledActions).length,
                path: at(name, "scaling", "scheduledActions"),
                of: name,
              },
            ]
          : [],
      ),
  },
  {
    key: "fargateVcpus",
    what: "on-demand vCPUs",
    per: "account and Region",
    shared: "region",
    limit: 6,
    raisable: true,
    varies: true,
    source: ECS,
    remedy: "lower cpu or the number of tasks, or use capacity.spotPercent",
    uses: (environment) => [{ count: onDemandVcpus(environment), path: servicesOf(environment) }],
  },
];

function onDemandVcpus({ services }: Environment): number {
  const all = services.map((service) => {
    const tasks = mostTasks(service);
    const { base = tasks, spotPercent = 0 } = service.capacity ?? {};
    const onDemand = Math.min(tasks, base) + Math.ceil(Math.max(0, tasks - base) * (1 - spotPercent / 100));
    return (onDemand * service.cpu) / 1024;
  });
  return Math.ceil(all.reduce((sum, each) => sum + each, 0));
}

/** Two for each service, one for each function made here, and one for flow logs. */
function roles(environment: Environment): number {
  const { services, network } = environment;
  const made = lambdaFunctions(environment).filter(({ settings }) => "source" in settings).length;
  return 2 * services.length + made + (network.kind === "own" && network.flowLogs ? 1 : 0);
}

/*
 * Sizes are upper estimates: what the config gives, as written in the JSON, and room for what the stacks add. The
 * ledger's test compares them with what is synthesized.
 */

const TASK_POLICY_FRAME = 60;
const EXEC_STATEMENTS = 900;
const TRACING_STATEMENT = 250;

/** The statement's own text, and the suffix that turns an ARN into a pattern. */
const USE_STATEMENT = 60;
/** Actions on a customer key, and the condition on the service that uses it. */
const KEY_STATEMENT = { read: 180, send: 185, write: 255 };

function useSize({ kind, arn, access, keyArn }: UsedResource): number {
  return access.reduce((sum, each) => {
    const own = actionsOf(kind, each).reduce(
      (all, one) => all + JSON.stringify(one).length + arn.length + USE_STATEMENT,
      0,
    );
    return sum + own + (keyArn === undefined ? 0 : keyArn.length + KEY_STATEMENT[each]);
  }, 0);
}

function taskPolicySize({ taskPolicy, uses, exec, tracing }: Service): number {
  return (
    TASK_POLICY_FRAME +
    uses.map(usedResource).reduce((sum, use) => sum + useSize(use), 0) +
    taskPolicy.reduce((sum, statement) => sum + JSON.stringify(statement).length + 1, 0) +
    (exec ? EXEC_STATEMENTS : 0) +
    (tracing ? TRACING_STATEMENT : 0)
  );
}

/** Log group, repositories and the statements' own text. */
const EXECUTION_POLICY_FRAME = 1000;

function executionPolicySize({ secrets, secretKeyArns }: Service): number {
  const arns = [...new Set(Object.values(secrets)), ...secretKeyArns];
  return EXECUTION_POLICY_FRAME + arns.reduce((sum, arn) => sum + arn.length + 10, 0);
}

/** Ports, logs, the variables that are always set, the names of roles. */
const TASK_DEFINITION_FRAME = 2500;
const SIDECAR = 1000;
/** The longest address of a service: the longest names of service, application and environment, and a port. */
const CALLED_ADDRESS = "http://".length + 32 + 20 + 12 + "-..local:65535".length;

function taskDefinitionSize({
  environment,
  secrets,
  uses,
  calls,
  containerHealthCheck,
  image,
  tracing,
}: Service): number {
  const used = uses.map(usedResource).map(({ variable, arn }) => [variable, arn] as const);
  const called = calls.map((name) => [callVariable(name), "x".repeat(CALLED_ADDRESS)] as const);
  const entries = [...Object.entries(environment), ...Object.entries(secrets), ...used, ...called];
  const variables = entries.map(([name, value]) => ({ name, valueFrom: value }));
  return (
    TASK_DEFINITION_FRAME +
    Buffer.byteLength(JSON.stringify([variables, containerHealthCheck ?? {}, image])) +
    (tracing ? SIDECAR + tracing.image.uri.length : 0)
  );
}
