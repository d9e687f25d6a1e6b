"""
PrivateLink between accounts. In moto, an endpoint service is known only in its own account. With this patch, endpoints of any
account find it, wait for acceptance if it requires that, can be accepted and rejected, and have an address of their subnet.
"""

import ipaddress
from functools import wraps

from moto.core.responses import ActionResult
from moto.core.utils import utcnow
from moto.ec2.exceptions import EC2ClientError
from moto.ec2.models import EC2Backend, ec2_backends
from moto.ec2.models.vpcs import VPCBackend
from moto.ec2.responses.vpc_service_configuration import VPCEndpointServiceConfiguration

# AWS reserves a subnet's first four addresses [Amazon VPC User Guide, "Subnet CIDR reservations"].
FIRST_ADDRESS = 4
CONNECTED = ("available", "pendingAcceptance")


def apply():
    wait_for_acceptance()
    find_services_of_others()
    lie_in_subnets()
    for action, state in {"accept": "available", "reject": "rejected"}.items():
        setattr(VPCEndpointServiceConfiguration, f"{action}_vpc_endpoint_connections", deciding(state))
    VPCEndpointServiceConfiguration.describe_vpc_endpoint_connections = describe_connections


def backends_of(region):
    for account in list(ec2_backends.values()):
        if region in account:
            yield account[region]


def service_named(name, region):
    for backend in backends_of(region):
        for service in backend.configurations.values():
            if service.service_name == name:
                return service
    return None


def connections_of(service, region):
    """Endpoints of a service, each with its account."""
    for backend in backends_of(region):
        for endpoint in backend.vpc_end_points.values():
            if endpoint.service_name == service.service_name and endpoint.state != "deleted":
                yield backend.account_id, endpoint


def wait_for_acceptance():
    create = EC2Backend.create_vpc_endpoint

    @wraps(create)
    def create_vpc_endpoint(self, *args, **kwargs):
        endpoint = create(self, *args, **kwargs)
        service = service_named(endpoint.service_name, self.region_name)
        if service and str(service.acceptance_required).lower() == "true":
            endpoint.state = "pendingAcceptance"
        return endpoint

    EC2Backend.create_vpc_endpoint = create_vpc_endpoint


def find_services_of_others():
    collect = VPCBackend._collect_default_endpoint_services

    def collect_all(account_id, region):
        others = [backend for backend in backends_of(region) if backend.account_id != account_id]
        return [*collect(account_id, region), *[each.to_dict() for other in others for each in other.configurations.values()]]

    VPCBackend._collect_default_endpoint_services = staticmethod(collect_all)


def lie_in_subnets():
    create = EC2Backend.create_network_interface

    @wraps(create)
    def create_network_interface(self, subnet, private_ip_address=None, *args, **kwargs):
        found = self.get_subnet(subnet) if isinstance(subnet, str) else subnet
        network = ipaddress.ip_network(found.cidr_block)
        if private_ip_address and ipaddress.ip_address(private_ip_address) not in network:
            taken = {each.private_ip_address for each in self.enis.values() if each.subnet.id == found.id}
            private_ip_address = next(str(each) for each in list(network)[FIRST_ADDRESS:-1] if str(each) not in taken)
        return create(self, subnet, private_ip_address, *args, **kwargs)

    EC2Backend.create_network_interface = create_network_interface


def deciding(state):
    def decide(self):
        service = self.ec2_backend.configurations.get(self._get_param("ServiceId"))
        if not service:
            raise EC2ClientError("InvalidVpcEndpointServiceId.NotFound", "The VpcEndpointService Id does not exist")
        ids = self._get_param("VpcEndpointIds", [])
        for _, endpoint in connections_of(service, self.ec2_backend.region_name):
            if endpoint.id in ids:
                endpoint.state = state
        return ActionResult({"Unsuccessful": []})

    return decide


def describe_connections(self):
    backend = self.ec2_backend
    wanted = {each["Name"]: each.get("Values", []) for each in self._get_param("Filters", [])}
    found = [
        {
            "ServiceId": service.id,
            "VpcEndpointId": endpoint.id,
            "VpcEndpointOwner": owner,
            "VpcEndpointState": endpoint.state,
            "CreationTimestamp": utcnow(),
        }
        for service in backend.configurations.values()
        for owner, endpoint in connections_of(service, backend.region_name)
    ]
    keys = {"service-id": "ServiceId", "vpc-endpoint-owner": "VpcEndpointOwner", "vpc-endpoint-state": "VpcEndpointState"}
    keys["vpc-endpoint-id"] = "VpcEndpointId"
    matching = [each for each in found if all(each[keys[name]] in values for name, values in wanted.items())]
    return ActionResult({"VpcEndpointConnections": matching})
