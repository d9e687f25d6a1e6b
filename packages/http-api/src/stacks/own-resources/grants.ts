import type { DynamodbTable } from "@cdktf/provider-aws/lib/dynamodb-table";
import type { KmsKey } from "@cdktf/provider-aws/lib/kms-key";
import type { S3Bucket } from "@cdktf/provider-aws/lib/s3-bucket";
import type { SecretsmanagerSecret } from "@cdktf/provider-aws/lib/secretsmanager-secret";
import type { SnsTopic } from "@cdktf/provider-aws/lib/sns-topic";
import type { SqsQueue } from "@cdktf/provider-aws/lib/sqs-queue";
import type { Placement } from "../../constructs/arn";
import type { PolicyStatement } from "../../constructs/policy-document";
import type { Access } from "../../aws/access";
import { accessStatements } from "../../constructs/access-statements";
import { accessible, type AccessibleResource } from "./accessible-resource";
import { requireService } from "./refusal";

/** Names of one service or several. */
type Services = readonly [string, ...string[]];

/** Settings of {@link Grants}. */
export interface GrantsProps {
  readonly environment: string;
  readonly placement: Placement;
  readonly services: readonly string[];
}

/**
 * Gives services access to resources. The statements name only the actions and the resource, and its customer key where it
 * has one. In a network without outbound access, the endpoints that the service needs are created.
 */
export class Grants {
  private readonly given: { access: Access; resource: AccessibleResource; service: string }[] = [];

  constructor(private readonly props: GrantsProps) {}

  /** Lets services read items, objects or secret values, receive messages from a queue, or decrypt with a key. */
  read(resource: DynamodbTable | S3Bucket | SqsQueue | SecretsmanagerSecret | KmsKey, ...services: Services): void {
    this.give("read", resource, services);
  }

  /** Lets services put, change and delete items or objects, put secret values, or encrypt with a key. */
  write(resource: DynamodbTable | S3Bucket | SecretsmanagerSecret | KmsKey, ...services: Services): void {
    this.give("write", resource, services);
  }

  /** Lets services send messages to a queue or publish to a topic. */
  send(resource: SqsQueue | SnsTopic, ...services: Services): void {
    this.give("send", resource, services);
  }

  /** Statements for the task role of a service. */
  statementsOf(service: string): readonly PolicyStatement[] {
    const { environment, placement } = this.props;
    return this.given
      .filter((each) => each.service === service)
      .flatMap(({ access, resource }) =>
        accessStatements({ ...accessible(resource, placement, environment), access, region: placement.region }),
      );
  }

  private give(access: Access, resource: AccessibleResource, services: Services): void {
    for (const service of services) {
      requireService(this.props, `grants.${access}`, service);
      this.given.push({ access, resource, service });
    }
  }
}
