import { SqsQueue } from "@cdktf/provider-aws/lib/sqs-queue";
import type { AdditionsByService, OwnResourcesInput } from "@private-http-api/http-api";

/** An SQS queue from author-service to book-service; a message that fails three times goes to a dead-letter queue. */
export function ordersQueue({ scope, prefix, grants }: OwnResourcesInput): AdditionsByService {
  const failed = new SqsQueue(scope, "failed-orders", {
    name: `${prefix}-failed-orders`,
    sqsManagedSseEnabled: true,
    messageRetentionSeconds: 14 * 24 * 3600,
  });
  const orders = new SqsQueue(scope, "orders", {
    name: `${prefix}-orders`,
    sqsManagedSseEnabled: true,
    visibilityTimeoutSeconds: 60,
    redrivePolicy: JSON.stringify({ deadLetterTargetArn: failed.arn, maxReceiveCount: 3 }),
  });
  grants.send(orders, "author-service");
  grants.read(orders, "book-service");
  const environment = { ORDERS_QUEUE_URL: orders.url };
  return { "author-service": { environment }, "book-service": { environment } };
}
