import { DbInstance } from "@cdktf/provider-aws/lib/db-instance";
import { DbSubnetGroup } from "@cdktf/provider-aws/lib/db-subnet-group";
import type { AdditionsByService, OwnResourcesInput } from "@private-http-api/http-api";

/** A PostgreSQL database in the private subnets that only book-service can reach. */
export function booksDatabase({
  scope,
  prefix,
  protect,
  keyArn,
  privateSubnetIds,
  allowFrom,
}: OwnResourcesInput): AdditionsByService {
  const subnets = new DbSubnetGroup(scope, "database-subnets", {
    name: `${prefix}-books`,
    subnetIds: [...privateSubnetIds],
  });
  const database = new DbInstance(scope, "database", {
    identifier: `${prefix}-books`,
    engine: "postgres",
    engineVersion: "17",
    instanceClass: "db.t4g.micro",
    allocatedStorage: 20,
    storageType: "gp3",
    storageEncrypted: true,
    ...(keyArn === undefined ? {} : { kmsKeyId: keyArn }),
    dbName: "books",
    username: "books",
    manageMasterUserPassword: true,
    dbSubnetGroupName: subnets.name,
    vpcSecurityGroupIds: [allowFrom("book-service", 5432)],
    multiAz: protect,
    deletionProtection: protect,
    backupRetentionPeriod: protect ? 14 : 1,
    copyTagsToSnapshot: true,
    skipFinalSnapshot: !protect,
    ...(protect ? { finalSnapshotIdentifier: `${prefix}-books-final` } : {}),
  });
  // RDS changes the password every week, so the service must read it for each connection, not once at its start.
  const secretArn = database.masterUserSecret.get(0).secretArn;
  return {
    "book-service": {
      environment: { DATABASE_HOST: database.address, DATABASE_PORT: database.port, DATABASE_SECRET_ARN: secretArn },
      statements: [{ Effect: "Allow", Action: "secretsmanager:GetSecretValue", Resource: secretArn }],
    },
  };
}
