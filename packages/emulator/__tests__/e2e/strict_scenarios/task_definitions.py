"""ECS task definitions."""

from containers import ecs
from support import REGION, accepted, refused, scenario


def fargate(cpu="256", memory="512", container=(), **settings):
    definition = {"name": "app", "image": "app", **dict(container)}
    given = {"family": "fargate", "networkMode": "awsvpc", "requiresCompatibilities": ["FARGATE"], **settings}
    ecs.register_task_definition(containerDefinitions=[definition], cpu=cpu, memory=memory, **given)


def log_to(**options):
    return {"logConfiguration": {"logDriver": "awslogs", "options": options}}


ROLE = "arn:aws:iam::123456789012:role/execution"


@scenario
def fargate_cpu_and_memory():
    accepted(fargate)
    accepted(lambda: fargate("16384", "122880"))
    fargate("256", "4096")


@scenario
def fargate_network_mode():
    accepted(lambda: fargate(container={"portMappings": [{"containerPort": 80, "hostPort": 80}]}))
    refused("ClientException", lambda: fargate(container={"portMappings": [{"containerPort": 80, "hostPort": 81}]}))
    fargate(networkMode="bridge")


@scenario
def fargate_execution_role():
    secret = {"secrets": [{"name": "TOKEN", "valueFrom": "arn:aws:ssm:x"}]}
    accepted(lambda: fargate(container=secret, executionRoleArn=ROLE))
    refused("ClientException", lambda: fargate(container=secret))
    fargate(container={"image": f"123456789012.dkr.ecr.{REGION}.amazonaws.com/app:1"})


@scenario
def fargate_privileges():
    for refusal in ({"privileged": True}, {"linuxParameters": {"capabilities": {"add": ["NET_ADMIN"]}}}):
        refused("ClientException", lambda: fargate(container=refusal))
    fargate(container={"linuxParameters": {"sharedMemorySize": 64}})


@scenario
def ephemeral_storage():
    accepted(lambda: fargate(ephemeralStorage={"sizeInGiB": 21}))
    fargate(ephemeralStorage={"sizeInGiB": 201})


@scenario
def stop_timeout():
    accepted(lambda: fargate(container={"stopTimeout": 120}))
    fargate(container={"stopTimeout": 121})


@scenario
def containers_of_task():
    def register(*containers):
        given = {"family": "several", "networkMode": "awsvpc", "memory": "512"}
        ecs.register_task_definition(containerDefinitions=list(containers), **given)

    app, after = {"name": "app", "image": "app"}, {"name": "after", "image": "after"}
    accepted(lambda: register(app, {**after, "dependsOn": [{"containerName": "app", "condition": "START"}]}))
    refused("ClientException", lambda: register(app, app))
    refused("ClientException", lambda: register({**app, "essential": False}))
    refused("ClientException", lambda: register({**app, "memory": 1024}))
    refused("ClientException", lambda: register({**app, "dependsOn": [{"containerName": "b", "condition": "START"}]}))
    register(app, {**after, "dependsOn": [{"containerName": "app", "condition": "HEALTHY"}]})


@scenario
def container_health_check():
    accepted(lambda: fargate(container={"healthCheck": {"command": ["CMD", "true"], "interval": 5}}))
    fargate(container={"healthCheck": {"command": ["CMD", "true"], "interval": 4}})


@scenario
def awslogs_options():
    options = {"awslogs-group": "app", "awslogs-region": REGION}
    prefixed = log_to(**options, **{"awslogs-stream-prefix": "app"})
    accepted(lambda: fargate(container=prefixed, executionRoleArn=ROLE))
    fargate(container=log_to(**options), executionRoleArn=ROLE)


@scenario
def task_definition_size():
    fargate(container={"environment": [{"name": "LONG", "value": "x" * 65_536}]})
