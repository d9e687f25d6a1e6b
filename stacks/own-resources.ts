import type { AdditionsByService, OwnResourcesInput } from "@private-http-api/http-api";

/**
 * Your own tables, queues, buckets and databases: called once per environment, for its producer stack. It returns what to
 * add to services, by service name; see docs/own-resources.md. Below are three examples to uncomment.
 */
export function ownResources(_input: OwnResourcesInput): readonly AdditionsByService[] {
  return [];
}

// Example, DynamoDB table: return [booksTable(input)]
// import { DynamodbTable } from "@cdktf/provider-aws/lib/dynamodb-table";
//
// /** A DynamoDB table that book-service reads and writes. */
// export function booksTable({ scope, prefix, protect, keyArn, grants }: OwnResourcesInput): AdditionsByService {
//   const books = new DynamodbTable(scope, "books", {
//     name: `${prefix}-books`,
//     billingMode: "PAY_PER_REQUEST",
//     hashKey: "id",
//     attribute: [{ name: "id", type: "S" }],
//     pointInTimeRecovery: { enabled: true },
//     deletionProtectionEnabled: protect,
//     ...(keyArn === undefined ? {} : { serverSideEncryption: { enabled: true, kmsKeyArn: keyArn } }),
//   });
//   grants.read(books, "book-service");
//   grants.write(books, "book-service");
//   return { "book-service": { environment: { BOOKS_TABLE: books.name } } };
// }

// Example, SQS queue: return [ordersQueue(input)]
// import { SqsQueue } from "@cdktf/provider-aws/lib/sqs-queue";
//
// /** An SQS queue from author-service to book-service; a message that fails three times goes to a dead-letter queue. */
// export function ordersQueue({ scope, prefix, grants }: OwnResourcesInput): AdditionsByService {
//   const failed = new SqsQueue(scope, "failed-orders", {
//     name: `${prefix}-failed-orders`,
//     sqsManagedSseEnabled: true,
//     messageRetentionSeconds: 14 * 24 * 3600,
//   });
//   const orders = new SqsQueue(scope, "orders", {
//     name: `${prefix}-orders`,
//     sqsManagedSseEnabled: true,
//     visibilityTimeoutSeconds: 60,
//     redrivePolicy: JSON.stringify({ deadLetterTargetArn: failed.arn, maxReceiveCount: 3 }),
//   });
//   grants.send(orders, "author-service");
//   grants.read(orders, "book-service");
//   const environment = { ORDERS_QUEUE_URL: orders.url };
//   return { "author-service": { environment }, "book-service": { environment } };
// }

// Example, RDS instance: return [booksDatabase(input)]
// import { DbInstance } from "@cdktf/provider-aws/lib/db-instance";
// import { DbSubnetGroup } from "@cdktf/provider-aws/lib/db-subnet-group";
//
// /** A PostgreSQL database in the private subnets that only book-service can reach. */
// export function booksDatabase({
//   scope,
//   prefix,
//   protect,
//   keyArn,
//   privateSubnetIds,
//   allowFrom,
// }: OwnResourcesInput): AdditionsByService {
//   const subnets = new DbSubnetGroup(scope, "database-subnets", {
//     name: `${prefix}-books`,
//     subnetIds: [...privateSubnetIds],
//   });
//   const database = new DbInstance(scope, "database", {
//     identifier: `${prefix}-books`,
//     engine: "postgres",
//     engineVersion: "17",
//     instanceClass: "db.t4g.micro",
//     allocatedStorage: 20,
//     storageType: "gp3",
//     storageEncrypted: true,
//     ...(keyArn === undefined ? {} : { kmsKeyId: keyArn }),
//     dbName: "books",
//     username: "books",
//     manageMasterUserPassword: true,
//     dbSubnetGroupName: subnets.name,
//     vpcSecurityGroupIds: [allowFrom("book-service", 5432)],
//     multiAz: protect,
//     deletionProtection: protect,
//     backupRetentionPeriod: protect ? 14 : 1,
//     copyTagsToSnapshot: true,
//     skipFinalSnapshot: !protect,
//     ...(protect ? { finalSnapshotIdentifier: `${prefix}-books-final` } : {}),
//   });
//   // RDS changes the password every week, so the service must read it for each connection, not once at its start.
//   const secretArn = database.masterUserSecret.get(0).secretArn;
//   return {
//     "book-service": {
//       environment: { DATABASE_HOST: database.address, DATABASE_PORT: database.port, DATABASE_SECRET_ARN: secretArn },
//       statements: [{ Effect: "Allow", Action: "secretsmanager:GetSecretValue", Resource: secretArn }],
//     },
//   };
// }
