"""ECS services: attributes that moto loses in CreateService and UpdateService, and counts that follow the desired count."""

from functools import wraps

from botocore import xform_name
from moto.ecs.models import EC2ContainerServiceBackend
from moto.ecs.responses import EC2ContainerServiceResponse

# The provider reads them with DescribeServices; without them, every plan shows a change.
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

# ECS's values for attributes that the request does not have.
DEFAULTS = {
    "availabilityZoneRebalancing": "DISABLED",
    "enableExecuteCommand": False,
    "enableECSManagedTags": False,
}


def follow(service):
    """All tasks run immediately: the provider's wait_for_steady_state waits for these counts for up to 20 minutes."""
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
    """Stores the request's attributes in moto's object, under the names that its serializer uses."""
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
            # The provider's update has only the changed parts, for example the alarms; the others stay.
            properties["deployment_configuration"] = {**(before.deployment_configuration or {}), **deployment}
        service = update(self, properties)
        if service.task_definition:
            # The provider compares the full ARN; moto stores the request's text.
            service.task_definition = self.describe_task_definition(service.task_definition).arn
        follow(service)
        return service

    def list_clusters(self):
        # ListClusters omits deleted clusters; moto keeps them as INACTIVE.
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
