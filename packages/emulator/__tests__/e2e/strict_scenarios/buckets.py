"""S3."""

import json

from support import accepted, client, scenario

s3 = client("s3")


@scenario
def reserved_bucket_names():
    s3.create_bucket(Bucket="sthree-mine")


@scenario
def bucket_not_empty():
    s3.create_bucket(Bucket="full")
    s3.put_object(Bucket="full", Key="a", Body=b"a")
    s3.delete_bucket(Bucket="full")


@scenario
def bucket_policy_conditions():
    def deny(condition):
        resource = "arn:aws:s3:::guarded/*"
        statement = {"Effect": "Deny", "Principal": "*", "Action": "s3:PutObject", "Resource": resource}
        policy = {"Version": "2012-10-17", "Statement": [{**statement, "Condition": condition}]}
        s3.put_bucket_policy(Bucket="guarded", Policy=json.dumps(policy))

    s3.create_bucket(Bucket="guarded")
    # Over TLS, and by the own account: neither applies.
    for condition in (
        {"Bool": {"aws:SecureTransport": "false"}},
        {"StringNotEquals": {"aws:PrincipalAccount": ["123456789012"]}},
    ):
        deny(condition)
        s3.put_object(Bucket="guarded", Key="a", Body=b"a")
    deny({"StringNotEquals": {"s3:x-amz-server-side-encryption": "aws:kms"}})
    s3.put_object(Bucket="guarded", Key="a", Body=b"a", ServerSideEncryption="aws:kms")
    s3.put_object(Bucket="guarded", Key="a", Body=b"a")


@scenario
def public_bucket_policy():
    def publish(**limit):
        statement = {"Effect": "Allow", "Principal": "*", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::private/*"}
        policy = {"Version": "2012-10-17", "Statement": [{**statement, **limit}]}
        s3.put_bucket_policy(Bucket="private", Policy=json.dumps(policy))

    s3.create_bucket(Bucket="private")
    accepted(publish)
    s3.put_public_access_block(Bucket="private", PublicAccessBlockConfiguration={"BlockPublicPolicy": True})
    accepted(lambda: publish(Condition={"StringEquals": {"aws:SourceVpce": "vpce-1"}}))
    publish()


@scenario
def bucket_policy_resource():
    statement = {"Effect": "Deny", "Principal": "*", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::other/*"}
    s3.create_bucket(Bucket="own")
    s3.put_bucket_policy(Bucket="own", Policy=json.dumps({"Version": "2012-10-17", "Statement": [statement]}))


@scenario
def bucket_name_twice():
    given = {"Bucket": "same", "CreateBucketConfiguration": {"LocationConstraint": "us-west-2"}}
    west = client("s3", region="us-west-2")
    accepted(lambda: west.create_bucket(**given))
    west.create_bucket(**given)


@scenario
def bucket_name():
    s3.create_bucket(Bucket="Shop_logs")
