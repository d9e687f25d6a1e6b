import { ask, type Question } from "@private-http-api/emulator";

/** The AWS API of a local cloud, for tests that must not rely on Terraform's state. */
export class Aws {
  constructor(private readonly env: NodeJS.ProcessEnv) {}

  /** One key of AWS's response, for example `taskDefinition` of `describe_task_definition`. */
  async get<T>(service: string, operation: string, part: string, parameters: Question["parameters"] = {}): Promise<T> {
    const [answer] = await ask([{ service, operation, parameters }], { env: this.env, progress: () => undefined });
    const found = (answer as Record<string, T | undefined>)[part];
    if (found === undefined) throw new Error(`${service} ${operation}: ${JSON.stringify(answer)}`);
    return found;
  }

  /** One list in AWS's response, for example `Rules` of `describe_rules`. */
  list<T>(service: string, operation: string, things: string, parameters?: Question["parameters"]): Promise<T[]> {
    return this.get<T[]>(service, operation, things, parameters);
  }

  /** The only entry of a list in AWS's response. */
  async only<T>(service: string, operation: string, things: string, parameters?: Question["parameters"]): Promise<T> {
    const found = await this.list<T>(service, operation, things, parameters);
    const [first] = found;
    if (first === undefined || found.length > 1)
      throw new Error(`${operation} gave ${found.length} ${things}, not one`);
    return first;
  }
}

interface Rule {
  readonly Priority: string;
  readonly Conditions: readonly { readonly PathPatternConfig?: { readonly Values: readonly string[] } }[];
  readonly Actions: readonly { readonly Type: string; readonly TargetGroupArn?: string }[];
}

interface TargetGroup {
  readonly TargetGroupArn: string;
  readonly HealthCheckPath: string;
}

/** The rules of the only listener of the only load balancer, as AWS returns them. */
export async function describeRules<T>(aws: Aws): Promise<readonly T[]> {
  const { LoadBalancerArn } = await aws.only<{ LoadBalancerArn: string }>(
    "elbv2",
    "describe_load_balancers",
    "LoadBalancers",
  );
  const { ListenerArn } = await aws.only<{ ListenerArn: string }>("elbv2", "describe_listeners", "Listeners", {
    LoadBalancerArn,
  });
  return aws.list<T>("elbv2", "describe_rules", "Rules", { ListenerArn });
}

/** The rules of the only listener, in order: paths, and the health check of their targets. */
export async function listenerRules(
  aws: Aws,
): Promise<{ paths: readonly string[]; healthCheck: string | undefined }[]> {
  const rules = await describeRules<Rule>(aws);
  const groups = await aws.list<TargetGroup>("elbv2", "describe_target_groups", "TargetGroups");
  const health = new Map(groups.map((group) => [group.TargetGroupArn, group.HealthCheckPath]));
  return rules
    .filter(({ Priority }) => Priority !== "default")
    .sort((a, b) => Number(a.Priority) - Number(b.Priority))
    .map(({ Conditions, Actions }) => ({
      paths: Conditions.flatMap(({ PathPatternConfig }) => PathPatternConfig?.Values ?? []),
      healthCheck: Actions.flatMap(({ TargetGroupArn }) => TargetGroupArn ?? []).map((arn) => health.get(arn))[0],
    }));
}
