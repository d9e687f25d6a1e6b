"""ECS services: their network, load balancers, and resources that must exist before them."""

from moto.ec2 import ec2_backends
from moto.ecs.exceptions import InvalidParameterException
from moto.ecs.models import EC2ContainerServiceBackend
from moto.ecs.responses import EC2ContainerServiceResponse
from moto.elbv2 import elbv2_backends

from .rules import before, rule

GUIDE = "https://docs.aws.amazon.com/AmazonECS/latest/developerguide"
API = "https://docs.aws.amazon.com/AmazonECS/latest/APIReference"
# API_AwsVpcConfiguration.
SUBNETS, GROUPS = 16, 5


def on_request(check):
    """Runs a check with the request of CreateService or UpdateService, and with the existing service of an update."""

    def checked(respond):
        def answer(self):
            name, given = self._get_param("service"), self._get_params()
            cluster = self._get_param("cluster", "default")
            service = self.ecs_backend._get_service(cluster, name.split("/")[-1]) if name else None
            check(self.ecs_backend, given, service)
            return respond(self)

        return answer

    for operation in ("create_service", "update_service"):
        setattr(EC2ContainerServiceResponse, operation, checked(getattr(EC2ContainerServiceResponse, operation)))
    return check


@rule("service-twice", f"{API}/API_CreateService.html")
def service_twice():
    @before(EC2ContainerServiceBackend, "create_service")
    def check(self, cluster_str, service_name, **_):
        there = self.services.get(f"{self._get_cluster(cluster_str).name}:{service_name}")
        if there and there.status == "ACTIVE":
            raise InvalidParameterException("Creation of service was not idempotent.")


@rule("service-scaled-above-0", f"{API}/API_DeleteService.html")
def service_scaled_above_0():
    """moto already refuses it."""


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


@rule("container-of-load-balancer", f"{API}/API_LoadBalancer.html")
def container_of_load_balancer():
    @on_request
    def check(backend, given, service):
        definition = given.get("taskDefinition") or (service and service.task_definition)
        containers = backend.describe_task_definition(definition).container_definitions if definition else []
        ports = {
            (container["name"], mapping.get("containerPort")): True
            for container in containers
            for mapping in container.get("portMappings") or []
        }
        for entry in [*(given.get("loadBalancers") or []), *(given.get("serviceRegistries") or [])]:
            name, port = entry.get("containerName"), entry.get("containerPort")
            if name and name not in {container["name"] for container in containers}:
                raise InvalidParameterException(f"The container {name} does not exist in the task definition.")
            if name and port is not None and (name, int(port)) not in ports:
                raise InvalidParameterException(
                    f"The container {name} did not have a container port {port} defined."
                )


@rule("grace-period-without-load-balancer", "https://github.com/aws-cloudformation/cloudformation-coverage-roadmap/issues/1313")
def grace_period_without_load_balancer():
    """An update is checked against the service's current load balancers, not those in the request."""

    @on_request
    def check(backend, given, service):
        balancers = service.load_balancers if service else given.get("loadBalancers")
        if given.get("healthCheckGracePeriodSeconds") is not None and not balancers:
            raise InvalidParameterException(
                "Health check grace period is only valid for services configured to use load balancers"
            )


@rule("launch-type-and-strategy", "https://github.com/terraform-linters/tflint-ruleset-aws/issues/349")
def launch_type_and_strategy():
    @on_request
    def check(backend, given, service):
        if given.get("launchType") and given.get("capacityProviderStrategy"):
            raise InvalidParameterException(
                "Specifying both a launch type and capacity provider strategy is not supported. Remove one and try again."
            )


@rule("strategy-without-new-deployment", "https://github.com/pipe-cd/pipecd/pull/6385")
def strategy_without_new_deployment():
    @on_request
    def check(backend, given, service):
        wanted = given.get("capacityProviderStrategy")
        there = service and getattr(service, "capacity_provider_strategy", None)
        if service and wanted is not None and wanted != there and not given.get("forceNewDeployment"):
            raise InvalidParameterException(
                "When switching from launch type to capacity provider strategy on an existing service, or making a change "
                "to a capacity provider strategy on a service that is already using one, you must force a new deployment."
            )


@rule("capacity-provider-of-cluster", f"{API}/API_CreateService.html")
def capacity_provider_of_cluster():
    @on_request
    def check(backend, given, service):
        cluster = backend._get_cluster(given.get("cluster", "default"))
        for each in given.get("capacityProviderStrategy") or []:
            if each["capacityProvider"] not in (cluster.capacity_providers or []):
                raise InvalidParameterException(
                    f"The specified capacity provider '{each['capacityProvider']}' is not associated with the cluster."
                )


@rule("exec-without-task-role", f"{GUIDE}/ecs-exec.html")
def exec_without_task_role():
    @on_request
    def check(backend, given, service):
        definition = given.get("taskDefinition") or (service and service.task_definition)
        enabled = given.get("enableExecuteCommand") or (service and getattr(service, "enable_execute_command", False))
        if enabled and definition and not role_of(backend, definition):
            raise InvalidParameterException(
                "The service couldn't be created because a valid taskRoleArn is not being used. Specify a valid task role "
                "in your task definition and try again."
            )


def role_of(backend, definition):
    return getattr(backend.describe_task_definition(definition), "task_role_arn", None)


@rule("service-subnets-and-groups", f"{API}/API_AwsVpcConfiguration.html")
def service_subnets_and_groups():
    @on_request
    def check(backend, given, service):
        vpc = (given.get("networkConfiguration") or {}).get("awsvpcConfiguration") or {}
        for key, most in (("subnets", SUBNETS), ("securityGroups", GROUPS)):
            if len(vpc.get(key) or []) > most:
                raise InvalidParameterException(f"{key} can have at most {most} items.")


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
