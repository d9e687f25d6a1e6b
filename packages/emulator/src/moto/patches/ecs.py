"""ECS services: what moto forgets of CreateService and UpdateService, and counts that follow the desired count."""

from functools import wraps

from botocore import xform_name
from moto.ecs.models import EC2ContainerServiceBackend
from moto.ecs.responses import EC2ContainerServiceResponse

# Read back by the provider's DescribeServices; forgotten, every plan shows a change.
KEPT = (
    "deploymentConfiguration",
    "capacityProviderStrategy",
    "healthCheckGracePeriodSeconds",
    "enableExecuteCommand",
    "enableECSManagedTags",
    "availabilityZoneRebalancing",
    "serviceConnectConfiguration",
    "volumeConfigurations",
)

# What ECS answers where the request says nothing.
DEFAULTS = {
    "availabilityZoneRebalancing": "DISABLED",
    "enableExecuteCommand": False,
    "enableECSManagedTags": False,
}


def follow(service):
    """All tasks run at once: the provider's wait_for_steady_state waits for these counts for up to 20 minutes."""
    service.running_count = service.desired_count
    service.pending_count = 0
    for deployment in service.deployments:
        deployment.update(
            desiredCount=service.desired_count,
            runningCount=service.desired_count,
            pendingCount=0,
            taskDefinition=service.task_definition,
            networkConfiguration=service.network_configuration,
            rolloutState="COMPLETED",
            rolloutStateReason=f"ECS deployment {deployment['id']} completed.",
        )


def keep(service, parameter):
    """Sets what the request says on moto's object, under the names that its serializer looks for."""
    for name in KEPT:
        value = parameter(name)
        if value is not None and not (name == "deploymentConfiguration" and hasattr(service, xform_name(name))):
            setattr(service, xform_name(name), value)
        elif not hasattr(service, xform_name(name)):
            setattr(service, xform_name(name), DEFAULTS.get(name))
    if service.capacity_provider_strategy:
        # A service with a strategy has no launch type; moto says EC2.
        service.launch_type = None


def apply():
    create_response = EC2ContainerServiceResponse.create_service
    update_response = EC2ContainerServiceResponse.update_service
    create = EC2ContainerServiceBackend.create_service
    list_all_clusters = EC2ContainerServiceBackend.list_clusters
    update = EC2ContainerServiceBackend.update_service

    @wraps(create)
    def create_service(self, *args, **kwargs):
        service = create(self, *args, **kwargs)
        follow(service)
        return service

    @wraps(update)
    def update_service(self, properties):
        before = self._get_service(properties.get("cluster", "default"), properties["service"].split("/")[-1])
        deployment = properties.get("deployment_configuration")
        if deployment is not None:
            # The provider's update says only what changes of it, its alarms alone for example; the rest stays.
            properties["deployment_configuration"] = {**(before.deployment_configuration or {}), **deployment}
        service = update(self, properties)
        if service.task_definition:
            # The provider compares the full ARN; moto keeps what the request said.
            service.task_definition = self.describe_task_definition(service.task_definition).arn
        follow(service)
        return service

    def list_clusters(self):
        # ListClusters leaves deleted clusters out; moto keeps them, as INACTIVE, among the others.
        deleted = {cluster.arn for cluster in self.clusters.values() if cluster.status == "INACTIVE"}
        return [arn for arn in list_all_clusters(self) if arn not in deleted]

    def keeping(respond):
        def answer(self):
            result = respond(self)
            keep(result._result["service"], self._get_param)
            return result

        return answer

    EC2ContainerServiceBackend.create_service = create_service
    EC2ContainerServiceBackend.update_service = update_service
    EC2ContainerServiceBackend.list_clusters = list_clusters
    EC2ContainerServiceResponse.create_service = keeping(create_response)
    EC2ContainerServiceResponse.update_service = keeping(update_response)
