"""Route 53: a zone created with a VPC is private; AWS needs no other parameter for it [CreateHostedZone, VPC]."""

from moto.route53.responses import Route53


def apply():
    create = Route53.create_hosted_zone
    given = Route53._get_bool_param

    def private_with_vpc(self, name, *rest, **more):
        if name == "HostedZoneConfig.PrivateZone" and self._get_param("VPC.VPCId"):
            return True
        return given(self, name, *rest, **more)

    def create_hosted_zone(self):
        self._get_bool_param = private_with_vpc.__get__(self)
        return create(self)

    Route53.create_hosted_zone = create_hosted_zone
