"""Cloud Map: namespaces and services that are in use."""

from moto.core.exceptions import JsonRESTError
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


@rule("service-with-instances", f"{API}/API_DeleteService.html")
def service_with_instances():
    @before(ServiceDiscoveryBackend, "delete_service")
    def check(self, service_id):
        service = self.services.get(service_id)
        if service and service.instances:
            raise ResourceInUse(f"Service {service_id} contains registered instances; delete the instances first.")
