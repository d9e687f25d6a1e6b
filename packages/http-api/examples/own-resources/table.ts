import { DynamodbTable } from "@cdktf/provider-aws/lib/dynamodb-table";
import type { AdditionsByService, OwnResourcesInput } from "@private-http-api/http-api";

/** A DynamoDB table that book-service reads and writes. */
export function booksTable({ scope, prefix, protect, keyArn, grants }: OwnResourcesInput): AdditionsByService {
  const books = new DynamodbTable(scope, "books", {
    name: `${prefix}-books`,
    billingMode: "PAY_PER_REQUEST",
    hashKey: "id",
    attribute: [{ name: "id", type: "S" }],
    pointInTimeRecovery: { enabled: true },
    deletionProtectionEnabled: protect,
    ...(keyArn === undefined ? {} : { serverSideEncryption: { enabled: true, kmsKeyArn: keyArn } }),
  });
  grants.read(books, "book-service");
  grants.write(books, "book-service");
  return { "book-service": { environment: { BOOKS_TABLE: books.name } } };
}
