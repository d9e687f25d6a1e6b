"""
Service-linked roles: the names that AWS gives them, which moto makes up of the service's, and no second one of a name.
"""

from functools import wraps

from moto.iam.exceptions import InvalidInput
from moto.iam.models import IAMBackend

# By service, from the page "Using service-linked roles" of each.
NAMES = {
    "ecs.amazonaws.com": "AWSServiceRoleForECS",
    "ecs.application-autoscaling.amazonaws.com": "AWSServiceRoleForApplicationAutoScaling_ECSService",
    "elasticloadbalancing.amazonaws.com": "AWSServiceRoleForElasticLoadBalancing",
    "ops.apigateway.amazonaws.com": "AWSServiceRoleForAPIGateway",
}


def apply():
    create = IAMBackend.create_service_linked_role

    @wraps(create)
    def create_service_linked_role(self, service_name, description, suffix):
        name = NAMES.get(service_name)
        if any(role.name == name for role in self.get_roles()):
            raise InvalidInput(f"Service role name {name} has been taken in this account, please try a different suffix.")
        role = create(self, service_name, description, suffix)
        if name:
            role.name = name
        return role

    IAMBackend.create_service_linked_role = create_service_linked_role
