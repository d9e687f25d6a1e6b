"""
Service Quotas: what an account has of the quotas that moto does not know, AWS's defaults.
"""

from functools import wraps

from moto.servicequotas.exceptions import NoSuchResource
from moto.servicequotas.models import ServiceQuotasBackend

# By service and code; the numbers are those of each service's page of quotas.
DEFAULTS = {
    ("ec2", "L-0263D0A3"): ("EC2-VPC Elastic IPs", 5.0),
    ("elasticloadbalancing", "L-7E6692B2"): ("Targets per Application Load Balancer", 1000.0),
    ("elasticloadbalancing", "L-7EED9B64"): ("Rules per Application Load Balancer", 100.0),
    ("elasticloadbalancing", "L-B211E961"): ("Targets per Availability Zone per Network Load Balancer", 500.0),
    ("fargate", "L-3032A538"): ("Fargate On-Demand vCPU resource count", 6.0),
}


def apply():
    get = ServiceQuotasBackend.get_service_quota

    @wraps(get)
    def get_service_quota(self, service_code, quota_code):
        try:
            return get(self, service_code, quota_code)
        except NoSuchResource:
            if (service_code, quota_code) not in DEFAULTS:
                raise
            name, value = DEFAULTS[service_code, quota_code]
            return {"ServiceCode": service_code, "QuotaCode": quota_code, "QuotaName": name, "Value": value}

    ServiceQuotasBackend.get_service_quota = get_service_quota
