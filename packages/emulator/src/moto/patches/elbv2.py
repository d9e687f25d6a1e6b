"""
Elastic Load Balancing v2, where moto refuses what AWS accepts: the longest deregistration delay of a target group
[API_TargetGroupAttribute: 0 to 3600], and a change of a TLS listener of a Network Load Balancer [API_ModifyListener].
Also what moto loses: whether security group rules apply to PrivateLink [API_SetSecurityGroups], and that a listener without
TLS no longer has a certificate or security policy [API_ModifyListener].
"""

from functools import wraps

from moto.elbv2.models import ELBv2Backend
from moto.elbv2.responses import ELBV2Response

DELAY = "deregistration_delay.timeout_seconds"


def apply():
    modify = ELBv2Backend.modify_target_group_attributes

    @wraps(modify)
    def modify_target_group_attributes(self, target_group_arn, attributes):
        longest = attributes.get(DELAY) == "3600"
        modify(self, target_group_arn, {**attributes, DELAY: "3599"} if longest else attributes)
        if longest:
            self.target_groups[target_group_arn].attributes[DELAY] = "3600"

    ELBv2Backend.modify_target_group_attributes = modify_target_group_attributes
    ELBv2Backend.modify_listener = modifying(ELBv2Backend.modify_listener)
    remember_enforcement()


def remember_enforcement():
    set_groups = ELBV2Response.set_security_groups

    @wraps(set_groups)
    def set_security_groups(self):
        answer = set_groups(self)
        given = self._get_param("EnforceSecurityGroupInboundRulesOnPrivateLinkTraffic")
        if given:
            balancer = self.elbv2_backend.load_balancers[self._get_param("LoadBalancerArn")]
            balancer.enforce_security_group_inbound_rules_on_private_link_traffic = given
        return answer

    ELBV2Response.set_security_groups = set_security_groups


def modifying(modify):
    @wraps(modify)
    def modify_listener(self, arn, port=None, protocol=None, ssl_policy=None, certificates=None, actions=None):
        tls = protocol == "TLS"
        listener = modify(self, arn, port, None if tls else protocol, ssl_policy, certificates, actions)
        if tls:
            listener.protocol = protocol
        if tls and certificates:
            listener.certificate, listener.certificates = (
                certificates[0]["CertificateArn"],
                [each["CertificateArn"] for each in certificates],
            )
        if protocol in ("HTTP", "TCP"):
            listener.certificate, listener.certificates, listener.ssl_policy = None, [], None
        return listener

    return modify_listener
