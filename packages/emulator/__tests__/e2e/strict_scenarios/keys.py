"""KMS keys and ACM certificates."""

import json

from support import ACCOUNT, REGION, Vpc, accepted, api, client, elbv2, refused, scenario

kms, acm = client("kms"), client("acm")


def allow(principal, action):
    return {"Effect": "Allow", "Principal": principal, "Action": action, "Resource": "*"}


def owner():
    return allow({"AWS": f"arn:aws:iam::{ACCOUNT}:root"}, "kms:*")


def key(*statements):
    policy = json.dumps({"Version": "2012-10-17", "Statement": list(statements)})
    return kms.create_key(Policy=policy)["KeyMetadata"]["Arn"]


@scenario
def key_policy_lockout():
    accepted(lambda: key(owner()))
    key(allow({"Service": f"logs.{REGION}.amazonaws.com"}, "kms:*"))


@scenario
def key_alias():
    accepted(lambda: kms.create_alias(AliasName="alias/shop", TargetKeyId=key(owner())))
    refused("NotAuthorizedException", lambda: kms.create_alias(AliasName="alias/aws/x", TargetKeyId=key(owner())))
    kms.create_alias(AliasName="alias/shop", TargetKeyId=key(owner()))


@scenario
def certificate_in_use():
    vpc = Vpc()
    arn = acm.request_certificate(DomainName="listener.example.com")["CertificateArn"]
    actions = [{"Type": "forward", "TargetGroupArn": vpc.target_group("certified")}]
    given = {"Protocol": "HTTPS", "Port": 443, "Certificates": [{"CertificateArn": arn}], "DefaultActions": actions}
    listener = elbv2.create_listener(LoadBalancerArn=vpc.balancer("certified"), **given)["Listeners"][0]["ListenerArn"]
    refused("ResourceInUseException", lambda: acm.delete_certificate(CertificateArn=arn))
    elbv2.delete_listener(ListenerArn=listener)
    accepted(lambda: acm.delete_certificate(CertificateArn=arn))

    arn = acm.request_certificate(DomainName="used.example.com")["CertificateArn"]
    owned = {"CertificateArn": f"arn:aws:acm:{REGION}:{ACCOUNT}:certificate/issued", "OwnershipVerificationCertificateArn": arn}
    api.create_domain_name(DomainName="used.example.com", DomainNameConfigurations=[owned])
    acm.delete_certificate(CertificateArn=arn)


@scenario
def certificate_name():
    accepted(lambda: acm.request_certificate(DomainName=f"{'a' * 52}.example.com"))
    acm.request_certificate(DomainName=f"{'a' * 53}.example.com")
