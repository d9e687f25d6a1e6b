"""Cloud Map: namespaces and services that are in use."""

from moto.core.exceptions import JsonRESTError
from moto.ecs import ecs_backends
from moto.servicediscovery.models import ServiceDiscoveryBackend

from .rules import before, rule

API = "https://docs.aws.amazon.com/cloud-map/latest/api"


class ResourceInUse(JsonRESTError):
    def __init__(self, message):
        super().__init__("ResourceInUse", message)


@rule("namespace-with-services", f"{API}/API_DeleteNamespace.html")
def namespace_with_services():
    @before(ServiceDiscoveryBackend, "delete_namespace")
    def check(self, namespace_id):
        if any(service.namespace_id == namespace_id for service in self.services.values()):
            raise ResourceInUse(f"Namespace {namespace_id} has associated services.")


@rule("namespace-name-twice", f"{API}/API_CreatePrivateDnsNamespace.html")
def namespace_name_twice():
    """AWS's operation fails with this code: a VPC cannot have two private zones of the same name."""

    @before(ServiceDiscoveryBackend, "create_private_dns_namespace")
    def check(self, name, vpc, **_):
        if any((other.name, other.vpc) == (name, vpc) for other in self.namespaces.values()):
            raise JsonRESTError("NamespaceAlreadyExists", f"Namespace {name} already exists in {vpc}.")


@rule("cloud-map-service-name-twice", f"{API}/API_CreateService.html")
def cloud_map_service_name_twice():
    def namespace_of(namespace_id, dns_config):
        return namespace_id or (dns_config or {}).get("NamespaceId")

    @before(ServiceDiscoveryBackend, "create_service")
    def check(self, name, namespace_id, dns_config, **_):
        namespace = namespace_of(namespace_id, dns_config)
        for other in self.services.values():
            if (other.name, namespace_of(other.namespace_id, other.dns_config)) == (name, namespace):
                raise JsonRESTError("ServiceAlreadyExists", f"Service {name} already exists.")


@rule("service-with-tasks", "https://github.com/hashicorp/terraform-provider-aws/issues/4853")
def service_with_tasks():
    """moto's ECS registers no tasks; on AWS each task is an instance until it has stopped."""

    @before(ServiceDiscoveryBackend, "delete_service")
    def check(self, service_id):
        for service in ecs_backends[self.account_id][self.region_name].services.values():
            registries = [each.get("registryArn", "") for each in service.service_registries or []]
            if service.status == "ACTIVE" and service.running_count and any(service_id in arn for arn in registries):
                raise ResourceInUse("Service contains registered instances; delete the instances before the service.")


@rule("service-with-instances", f"{API}/API_DeleteService.html")
def service_with_instances():
    @before(ServiceDiscoveryBackend, "delete_service")
    def check(self, service_id):
        service = self.services.get(service_id)
        if service and service.instances:
            raise ResourceInUse(f"Service {service_id} contains registered instances; delete the instances first.")
