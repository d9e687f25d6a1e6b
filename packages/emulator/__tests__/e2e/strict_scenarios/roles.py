"""IAM."""

import json

from support import accepted, client, scenario

iam = client("iam")


def role(name, tags=(), service="ecs-tasks.amazonaws.com"):
    trust = {"Effect": "Allow", "Action": "sts:AssumeRole", "Principal": {"Service": service}}
    document = json.dumps({"Version": "2012-10-17", "Statement": [trust]})
    return iam.create_role(RoleName=name, AssumeRolePolicyDocument=document, Tags=list(tags))["Role"]


def inline(name, statements):
    policy = json.dumps({"Version": "2012-10-17", "Statement": statements})
    iam.put_role_policy(RoleName=role(name)["RoleName"], PolicyName="inline", PolicyDocument=policy)


@scenario
def duplicate_tag_keys():
    role("tagged", [{"Key": "Team", "Value": "a"}, {"Key": "team", "Value": "b"}])


@scenario
def tag_characters():
    role("marked", [{"Key": "Team", "Value": "a|b"}])


@scenario
def inline_policy_size():
    resources = [f"arn:aws:s3:::bucket-{number:04}/*" for number in range(400)]
    inline("large", [{"Effect": "Allow", "Action": "s3:GetObject", "Resource": resources}])


@scenario
def statement_ids():
    statement = {"Sid": "One", "Effect": "Allow", "Action": "s3:GetObject", "Resource": "*"}
    inline("twice", [statement, statement])


@scenario
def role_with_policies():
    inline("with-policy", [{"Effect": "Allow", "Action": "s3:GetObject", "Resource": "*"}])
    iam.delete_role(RoleName="with-policy")


@scenario
def role_twice():
    accepted(lambda: role("same"))
    role("same")


@scenario
def trust_policy_size():
    services = [f"service-{number}.amazonaws.com" for number in range(80)]
    trust = {"Effect": "Allow", "Action": "sts:AssumeRole", "Principal": {"Service": services}}
    document = json.dumps({"Version": "2012-10-17", "Statement": [trust]})
    iam.create_role(RoleName="trusting", AssumeRolePolicyDocument=document)


@scenario
def role_name():
    role("r" * 65)
