"""ECS: task definitions, the service-linked role, and what a service needs to be there."""

from moto.ecs.exceptions import EcsClientException, ECSException, InvalidParameterException
from moto.ecs.models import EC2ContainerServiceBackend
from moto.ec2 import ec2_backends
from moto.elbv2 import elbv2_backends
from moto.iam import iam_backends
from moto.iam.models import SERVICE_NAME_CONVERSION, IAMBackend

from .rules import before, rule

GUIDE = "https://docs.aws.amazon.com/AmazonECS/latest/developerguide"
API = "https://docs.aws.amazon.com/AmazonECS/latest/APIReference"
# Roles that an account has once it has used the service, made by `aws iam create-service-linked-role`.
LINKED = (
    "ecs.amazonaws.com",
    "ecs.application-autoscaling.amazonaws.com",
    "elasticloadbalancing.amazonaws.com",
    "ops.apigateway.amazonaws.com",
)


@rule("secret-and-variable-of-one-name", "https://github.com/dagster-io/dagster/issues/11622")
def secret_and_variable_of_one_name():
    @before(EC2ContainerServiceBackend, "register_task_definition")
    def check(self, container_definitions, **_):
        for container in container_definitions:
            secrets = [secret["name"] for secret in container.get("secrets") or []]
            variables = {variable["name"] for variable in container.get("environment") or []}
            for name in secrets:
                if name in variables or secrets.count(name) > 1:
                    raise EcsClientException(
                        "The secret name must be unique and not shared with any new or existing environment variables "
                        f"set on the container, such as '{name}'."
                    )


@rule("service-linked-role", f"{GUIDE}/using-service-linked-roles.html")
def service_linked_role():
    """
    In an account without the role the first request is refused, and makes it (terraform-provider-aws issue 11417). An
    account starts as `aws iam create-service-linked-role` leaves it; delete the role to have a fresh one.
    """
    SERVICE_NAME_CONVERSION.update({"ecs": "ECS", "elasticloadbalancing": "ElasticLoadBalancing"})
    init = IAMBackend.__init__

    def with_roles(self, *args, **kwargs):
        init(self, *args, **kwargs)
        for service in LINKED:
            self.create_service_linked_role(service, "", "")

    def refuse(backend):
        iam = iam_backends[backend.account_id][backend.partition]
        if not any(role.name == "AWSServiceRoleForECS" for role in iam.get_roles()):
            iam.create_service_linked_role("ecs.amazonaws.com", "", "")
            raise InvalidParameterException(
                "Unable to assume the service linked role. Please verify that the ECS service linked role exists."
            )

    IAMBackend.__init__ = with_roles
    before(EC2ContainerServiceBackend, "put_cluster_capacity_providers")(lambda self, **_: refuse(self))
    before(EC2ContainerServiceBackend, "create_service")(lambda self, **_: refuse(self))


@rule("target-group-without-load-balancer", f"{GUIDE}/service-load-balancing.html")
def target_group_without_load_balancer():
    @before(EC2ContainerServiceBackend, "create_service")
    def check(self, load_balancers, **_):
        groups = elbv2_backends[self.account_id][self.region_name].target_groups
        for entry in load_balancers or []:
            arn = entry.get("targetGroupArn")
            if arn in groups and not groups[arn].load_balancer_arns:
                raise InvalidParameterException(
                    f"The target group with targetGroupArn {arn} does not have an associated load balancer."
                )


@rule("tasks-one-vpc", f"{API}/API_AwsVpcConfiguration.html")
def tasks_one_vpc():
    def refuse(backend, configuration, load_balancers):
        vpc = (configuration or {}).get("awsvpcConfiguration") or {}
        ec2 = ec2_backends[backend.account_id][backend.region_name]
        groups = elbv2_backends[backend.account_id][backend.region_name].target_groups
        vpcs = {ec2.get_subnet(subnet).vpc_id for subnet in vpc.get("subnets") or []}
        vpcs |= {group.vpc_id for group in map(ec2.get_security_group_from_id, vpc.get("securityGroups") or []) if group}
        vpcs |= {groups[entry["targetGroupArn"]].vpc_id for entry in load_balancers or [] if entry.get("targetGroupArn") in groups}
        if len(vpcs) > 1:
            raise InvalidParameterException(
                "The subnets, the security groups and the target groups of a service must belong to the same VPC."
            )

    @before(EC2ContainerServiceBackend, "create_service")
    def created(self, network_configuration, load_balancers, **_):
        refuse(self, network_configuration, load_balancers)

    @before(EC2ContainerServiceBackend, "update_service")
    def updated(self, service_properties):
        service = self._get_service(
            service_properties.get("cluster", "default"), service_properties["service"].split("/")[-1]
        )
        given = service_properties
        refuse(
            self,
            given.get("network_configuration") or service.network_configuration,
            given.get("load_balancers") or service.load_balancers,
        )


@rule("cluster-with-services", f"{API}/API_DeleteCluster.html")
def cluster_with_services():
    @before(EC2ContainerServiceBackend, "delete_cluster")
    def check(self, cluster_str):
        cluster = self._get_cluster(cluster_str)
        running = [s for s in self.services.values() if s.cluster_name == cluster.name and s.status == "ACTIVE"]
        if running:
            raise ECSException(
                "ClusterContainsServicesException", "The Cluster cannot be deleted while Services are active."
            )
