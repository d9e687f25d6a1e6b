import type { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import { Construct } from "constructs";
import type { ITerraformDependable } from "cdktf";
import { ecrRepositoryOf } from "../aws/ecr-image";
import { arn, type Placement } from "./arn";
import { policyDocument, type PolicyStatement } from "./policy-document";
import { secretStatements, type SecretAccess } from "./secret-access";
import { serviceRole } from "./service-role";

/** Settings of {@link TaskRoles}. */
export interface TaskRolesProps {
  /** Prefix of the roles' names; the provider adds a random suffix. */
  readonly namePrefix: string;
  readonly placement: Placement;
  readonly logGroupArn: string;
  /** ECR repositories of the images; empty where the images are not in ECR. */
  readonly repositoryArns: readonly string[];
  /** @default none */
  readonly secrets?: SecretAccess;
  /** What the application itself may do. @default nothing */
  readonly taskStatements?: readonly PolicyStatement[];
}

/** The execution role, which starts a task (pulls its image, writes its logs), and the task role, for the application itself. */
export class TaskRoles extends Construct {
  readonly executionRoleArn: string;
  readonly taskRoleArn: string;
  /** The roles are useless without their policies. */
  readonly policies: readonly ITerraformDependable[];

  constructor(scope: Construct, id: string, props: TaskRolesProps) {
    super(scope, id);
    const execution = this.role("execution-role", "starts the task: pulls its image, writes its logs", props);
    const executionPolicy = new IamRolePolicy(this, "execution-policy", {
      role: execution.id,
      namePrefix: "start-task-",
      policy: policyDocument(...executionStatements(props)),
    });
    this.executionRoleArn = execution.arn;
    const task = this.role("task-role", "what the application itself may do", props);
    this.taskRoleArn = task.arn;
    const { taskStatements = [] } = props;
    const taskPolicies = taskStatements.length === 0 ? [] : [this.taskPolicy(task, taskStatements)];
    this.policies = [executionPolicy, ...taskPolicies];
  }

  private taskPolicy({ id: role }: IamRole, statements: readonly PolicyStatement[]): IamRolePolicy {
    const policy = policyDocument(...statements);
    return new IamRolePolicy(this, "task-policy", { role, namePrefix: "task-", policy });
  }

  private role(id: string, description: string, { namePrefix, placement }: TaskRolesProps): IamRole {
    return serviceRole(this, id, {
      name: `${namePrefix}-${id}`,
      description: `${namePrefix}: ${description}`,
      service: "ecs-tasks",
      onBehalfOf: { service: "ecs", resources: "*", placement },
    });
  }
}

function executionStatements(props: TaskRolesProps): readonly PolicyStatement[] {
  const { logGroupArn, repositoryArns, secrets } = props;
  const reading = secrets ? secretStatements(secrets) : [];
  const logs: PolicyStatement = {
    Sid: "WriteLogs",
    Effect: "Allow",
    Action: ["logs:CreateLogStream", "logs:PutLogEvents"],
    Resource: `${logGroupArn}:*`,
  };
  const [first, ...others] = repositoryArns;
  if (first === undefined) return [logs, ...reading];
  return [
    logs,
    {
      Sid: "PullImage",
      Effect: "Allow",
      Action: ["ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"],
      Resource: others.length === 0 ? first : repositoryArns,
    },
    // This action does not support resources [Service Authorization Reference, Amazon ECR].
    { Sid: "LogInToRegistry", Effect: "Allow", Action: "ecr:GetAuthorizationToken", Resource: "*" },
    ...reading,
  ];
}

/** ARN of the ECR repository that an image URI names; `undefined` for another registry. */
export function repositoryArnOf(imageUri: string): string | undefined {
  const found = ecrRepositoryOf(imageUri);
  return found && arn("ecr", `repository/${found.repository}`, found);
}
