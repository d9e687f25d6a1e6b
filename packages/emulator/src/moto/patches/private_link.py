"""
PrivateLink between accounts and Regions. In moto, an endpoint service is known only in its own account and Region. With this
patch, endpoints of any account find it, wait for acceptance if it requires that, can be accepted and rejected, and have an
address of their subnet: the requested one, if any.
"""

import ipaddress
from contextvars import ContextVar
from functools import wraps

from moto.core.responses import ActionResult
from moto.core.utils import utcnow
from moto.ec2.exceptions import EC2ClientError
from moto.ec2.models import EC2Backend, ec2_backends
from moto.ec2.models.vpcs import VPCBackend, VPCEndPoint
from moto.ec2.responses.vpcs import VPCs
from moto.ec2.responses.vpc_service_configuration import VPCEndpointServiceConfiguration

# AWS reserves a subnet's first four addresses [Amazon VPC User Guide, "Subnet CIDR reservations"].
FIRST_ADDRESS = 4
CONNECTED = ("available", "pendingAcceptance")
# The addresses that the call in hand asks for, by subnet.
ASKED = ContextVar("asked", default={})


def apply():
    wait_for_acceptance()
    find_services_of_others()
    lie_in_subnets()
    have_addresses()
    VPCEndPoint.service_region = property(lambda self: region_of(self.service_name) or self.ec2_backend.region_name)
    for action, state in {"accept": "available", "reject": "rejected"}.items():
        setattr(VPCEndpointServiceConfiguration, f"{action}_vpc_endpoint_connections", deciding(state))
    VPCEndpointServiceConfiguration.describe_vpc_endpoint_connections = describe_connections


def backends_of(region=None):
    """EC2 of every account, in one Region or in all."""
    for account in list(ec2_backends.values()):
        for name in [region] if region else list(account.keys()):
            if name in account:
                yield account[name]


def region_of(service_name):
    """Of a service that somebody offers; of AWS's own `None`."""
    parts = service_name.split(".vpce.")
    return parts[1].split(".")[0] if len(parts) == 2 else None


def service_named(name):
    region = region_of(name)
    for backend in backends_of(region) if region else []:
        for service in backend.configurations.values():
            if service.service_name == name:
                return service
    return None


def connections_of(service):
    """Endpoints of a service, each with its account."""
    for backend in backends_of():
        for endpoint in backend.vpc_end_points.values():
            if endpoint.service_name == service.service_name and endpoint.state != "deleted":
                yield backend.account_id, endpoint


def wait_for_acceptance():
    create = EC2Backend.create_vpc_endpoint

    @wraps(create)
    def create_vpc_endpoint(self, *args, **kwargs):
        endpoint = create(self, *args, **kwargs)
        service = service_named(endpoint.service_name)
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
        asked = ASKED.get().get(found.id)
        if asked:
            private_ip_address = asked
        elif private_ip_address and ipaddress.ip_address(private_ip_address) not in network:
            taken = {each.private_ip_address for each in self.enis.values() if each.subnet.id == found.id}
            private_ip_address = next(str(each) for each in list(network)[FIRST_ADDRESS:-1] if str(each) not in taken)
        return create(self, subnet, private_ip_address, *args, **kwargs)

    EC2Backend.create_network_interface = create_network_interface


def have_addresses():
    create, modify = VPCs.create_vpc_endpoint, VPCs.modify_vpc_endpoint

    @wraps(create)
    def create_vpc_endpoint(self):
        with_asked = ASKED.set(asked_addresses(self))
        try:
            return create(self)
        finally:
            ASKED.reset(with_asked)

    @wraps(modify)
    def modify_vpc_endpoint(self):
        result, backend = modify(self), self.ec2_backend
        endpoint = backend.vpc_end_points[self._get_param("VpcEndpointId")]
        for subnet_id, address in asked_addresses(self).items():
            move(backend, endpoint, subnet_id, address)
        return result

    VPCs.create_vpc_endpoint, VPCs.modify_vpc_endpoint = create_vpc_endpoint, modify_vpc_endpoint


def asked_addresses(response):
    return {each["SubnetId"]: each["Ipv4"] for each in response._get_param("SubnetConfigurations", []) if each.get("Ipv4")}


def move(backend, endpoint, subnet_id, address):
    """The network interface in a subnet makes way for another with the address."""
    for index, interface_id in enumerate(endpoint.network_interface_ids):
        interface = backend.enis[interface_id]
        if interface.subnet.id == subnet_id and interface.private_ip_address != address:
            backend.delete_network_interface(interface_id)
            endpoint.network_interface_ids[index] = backend.create_network_interface(subnet_id, address).id


def deciding(state):
    def decide(self):
        service = self.ec2_backend.configurations.get(self._get_param("ServiceId"))
        if not service:
            raise EC2ClientError("InvalidVpcEndpointServiceId.NotFound", "The VpcEndpointService Id does not exist")
        ids = self._get_param("VpcEndpointIds", [])
        for _, endpoint in connections_of(service):
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
        for owner, endpoint in connections_of(service)
    ]
    keys = {"service-id": "ServiceId", "vpc-endpoint-owner": "VpcEndpointOwner", "vpc-endpoint-state": "VpcEndpointState"}
    keys["vpc-endpoint-id"] = "VpcEndpointId"
    matching = [each for each in found if all(each[keys[name]] in values for name, values in wanted.items())]
    return ActionResult({"VpcEndpointConnections": matching})
