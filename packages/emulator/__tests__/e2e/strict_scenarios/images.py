"""ECR."""

import json

from support import accepted, client, scenario

ecr = client("ecr")


def manifest(digit):
    kind = "application/vnd.docker.distribution.manifest.v2+json"
    config = {"digest": f"sha256:{digit * 64}", "size": 1}
    return json.dumps({"schemaVersion": 2, "mediaType": kind, "config": config, "layers": []})


@scenario
def immutable_tag():
    ecr.create_repository(repositoryName="fixed", imageTagMutability="IMMUTABLE")
    for digit in ("a", "b"):
        ecr.put_image(repositoryName="fixed", imageTag="1", imageManifest=manifest(digit))


@scenario
def repository_not_empty():
    ecr.create_repository(repositoryName="full")
    ecr.put_image(repositoryName="full", imageTag="1", imageManifest=manifest("a"))
    ecr.delete_repository(repositoryName="full")


@scenario
def repository_twice():
    accepted(lambda: ecr.create_repository(repositoryName="same"))
    ecr.create_repository(repositoryName="same")


@scenario
def lifecycle_policy():
    ecr.create_repository(repositoryName="expiring")
    rule = {"selection": {"tagStatus": "any", "countType": "imageCountMoreThan", "countNumber": 1}}
    rules = json.dumps({"rules": [{**rule, "rulePriority": 1, "action": {"type": "keep"}}]})
    ecr.put_lifecycle_policy(repositoryName="expiring", lifecyclePolicyText=rules)


@scenario
def repository_name():
    ecr.create_repository(repositoryName="Shop/App")
