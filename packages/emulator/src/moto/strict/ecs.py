"""ECS: clusters, their capacity providers, and the service-linked role."""

from moto.ecs.exceptions import ECSException, InvalidParameterException
from moto.ecs.models import EC2ContainerServiceBackend
from moto.iam import iam_backends
from moto.iam.models import IAMBackend

from patches.service_linked_roles import NAMES

from .rules import before, rule

GUIDE = "https://docs.aws.amazon.com/AmazonECS/latest/developerguide"
API = "https://docs.aws.amazon.com/AmazonECS/latest/APIReference"


@rule("service-linked-role", f"{GUIDE}/using-service-linked-roles.html")
def service_linked_role():
    """
    In an account without the role, the first request is refused and creates the role (terraform-provider-aws issue 11417).
    Accounts of the emulator have the roles from the start; delete a role to test a new account.
    """
    init = IAMBackend.__init__

    def with_roles(self, *args, **kwargs):
        init(self, *args, **kwargs)
        for service in NAMES:
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


@rule("capacity-provider-in-use", f"{API}/API_PutClusterCapacityProviders.html")
def capacity_provider_in_use():
    @before(EC2ContainerServiceBackend, "put_cluster_capacity_providers")
    def check(self, cluster_name, capacity_providers, **_):
        cluster = self._get_cluster(cluster_name)
        for service in self.services.values():
            if service.cluster_name == cluster.name and service.status == "ACTIVE":
                used = {each["capacityProvider"] for each in getattr(service, "capacity_provider_strategy", None) or []}
                gone = sorted(used - set(capacity_providers or []))
                if gone:
                    raise ECSException(
                        "ResourceInUseException", f"The capacity provider {gone[0]} is in use by service {service.name}."
                    )
