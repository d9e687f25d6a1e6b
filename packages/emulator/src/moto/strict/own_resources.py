"""Resources of stacks/own-resources.ts: databases, tables, queues, secrets."""

from moto.rds.exceptions import RDSClientError
from moto.rds.models import RDSBackend

from .rules import before, rule

RDS = "https://docs.aws.amazon.com/AmazonRDS/latest/APIReference"
DYNAMODB = "https://docs.aws.amazon.com/amazondynamodb/latest/APIReference"


@rule("database-deletion-protection", f"{RDS}/API_DeleteDBInstance.html")
def database_deletion_protection():
    """moto already refuses it."""


@rule("database-final-snapshot", f"{RDS}/API_DeleteDBInstance.html")
def database_final_snapshot():
    """moto already refuses a name that exists."""


@rule("database-subnet-group-zones", f"{RDS}/API_CreateDBSubnetGroup.html")
def database_subnet_group_zones():
    @before(RDSBackend, "create_subnet_group")
    def check(self, subnets, **_):
        if len({subnet.availability_zone for subnet in subnets}) < 2:
            raise RDSClientError(
                "DBSubnetGroupDoesNotCoverEnoughAZs",
                "The DB subnet group doesn't meet Availability Zone (AZ) coverage requirement. Current AZ coverage: 1. Add "
                "subnets to cover at least 2 AZs.",
            )


@rule("database-subnet-group-in-use", f"{RDS}/API_DeleteDBSubnetGroup.html")
def database_subnet_group_in_use():
    @before(RDSBackend, "delete_subnet_group")
    def check(self, subnet_name):
        for database in self.databases.values():
            group = getattr(database, "db_subnet_group", None)
            if group and group.name == subnet_name:
                raise RDSClientError(
                    "InvalidDBSubnetGroupStateFault",
                    f"Cannot delete the subnet group '{subnet_name}': {database.db_instance_identifier} is still using it.",
                )


@rule("table-deletion-protection", f"{DYNAMODB}/API_DeleteTable.html")
def table_deletion_protection():
    """moto already refuses it."""


@rule("table-attributes", f"{DYNAMODB}/API_CreateTable.html")
def table_attributes():
    """moto already refuses attributes that no key uses, and keys without an attribute."""


@rule("dead-letter-queue", "https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SetQueueAttributes.html")
def dead_letter_queue():
    """moto already refuses one that does not exist."""


@rule("secret-scheduled-for-deletion", "https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_CreateSecret.html")
def secret_scheduled_for_deletion():
    """moto already refuses its name."""
