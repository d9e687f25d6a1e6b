"""What users bring: databases, tables, queues, secrets."""

import json

from support import ACCOUNT, REGION, Vpc, accepted, client, refused, scenario

rds, dynamodb, sqs, secrets = (client(name) for name in ("rds", "dynamodb", "sqs", "secretsmanager"))


def subnet_group(name, subnets):
    rds.create_db_subnet_group(DBSubnetGroupName=name, DBSubnetGroupDescription=name, SubnetIds=subnets)


def database(name, **settings):
    given = {"Engine": "postgres", "DBInstanceClass": "db.t4g.micro", "AllocatedStorage": 20, **settings}
    rds.create_db_instance(DBInstanceIdentifier=name, MasterUsername="app", MasterUserPassword="password1", **given)


@scenario
def database_deletion_protection():
    database("protected", DeletionProtection=True)
    rds.delete_db_instance(DBInstanceIdentifier="protected", SkipFinalSnapshot=True)


@scenario
def database_final_snapshot():
    database("first")
    accepted(lambda: rds.delete_db_instance(DBInstanceIdentifier="first", FinalDBSnapshotIdentifier="final"))
    database("first")
    rds.delete_db_instance(DBInstanceIdentifier="first", FinalDBSnapshotIdentifier="final")


@scenario
def database_subnet_group_zones():
    vpc = Vpc()
    accepted(lambda: subnet_group("two-zones", vpc.subnets))
    subnet_group("one-zone", vpc.subnets[:1])


@scenario
def database_subnet_group_in_use():
    subnet_group("used", Vpc().subnets)
    database("using", DBSubnetGroupName="used")
    rds.delete_db_subnet_group(DBSubnetGroupName="used")


def table(name, attributes=("id",), **settings):
    given = {"KeySchema": [{"AttributeName": "id", "KeyType": "HASH"}], "BillingMode": "PAY_PER_REQUEST", **settings}
    definitions = [{"AttributeName": attribute, "AttributeType": "S"} for attribute in attributes]
    dynamodb.create_table(TableName=name, AttributeDefinitions=definitions, **given)


@scenario
def table_deletion_protection():
    table("protected", DeletionProtectionEnabled=True)
    dynamodb.delete_table(TableName="protected")


@scenario
def table_attributes():
    refused("ValidationException", lambda: table("no-attribute", attributes=("other",)))
    table("unused", attributes=("id", "other"))


@scenario
def dead_letter_queue():
    arn = f"arn:aws:sqs:{REGION}:{ACCOUNT}:nothing"
    redrive = json.dumps({"deadLetterTargetArn": arn, "maxReceiveCount": 3})
    sqs.create_queue(QueueName="orders", Attributes={"RedrivePolicy": redrive})


@scenario
def secret_scheduled_for_deletion():
    secrets.create_secret(Name="token", SecretString="x")
    secrets.delete_secret(SecretId="token")
    secrets.create_secret(Name="token", SecretString="x")
