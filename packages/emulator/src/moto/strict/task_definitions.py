"""ECS task definitions, mainly for Fargate."""

import json

from moto.ecs.exceptions import EcsClientException
from moto.ecs.models import EC2ContainerServiceBackend

from .rules import before, rule

GUIDE = "https://docs.aws.amazon.com/AmazonECS/latest/developerguide"
API = "https://docs.aws.amazon.com/AmazonECS/latest/APIReference"
FARGATE = f"{GUIDE}/fargate-tasks-services.html"
# "Task CPU and memory": memory in MiB by CPU units.
MEMORY = {
    256: (512, 1024, 2048),
    512: range(1024, 4096 + 1, 1024),
    1024: range(2048, 8192 + 1, 1024),
    2048: range(4096, 16384 + 1, 1024),
    4096: range(8192, 30720 + 1, 1024),
    8192: range(16384, 61440 + 1, 4096),
    16384: range(32768, 122880 + 1, 8192),
}
STOP_TIMEOUT = 120
# Bytes, "Task definition size".
SIZE = 65_536
# API_HealthCheck: minimum and maximum of each.
HEALTH_CHECK = {"interval": (5, 300), "timeout": (2, 60), "retries": (1, 10), "startPeriod": (0, 300)}
REGISTER = (EC2ContainerServiceBackend, "register_task_definition")


def on_fargate(check):
    """Runs a check of task definitions for Fargate."""

    @before(*REGISTER)
    def checked(self, requires_compatibilities, **definition):
        if "FARGATE" in (requires_compatibilities or []):
            check(**definition)

    return check


@rule("secret-and-variable-of-one-name", "https://github.com/dagster-io/dagster/issues/11622")
def secret_and_variable_of_one_name():
    @before(EC2ContainerServiceBackend, "register_task_definition")
    def check(self, container_definitions, **_):
        for container in container_definitions:
            secrets = [secret["name"] for secret in container.get("secrets") or []]
            variables = {variable["name"] for variable in container.get("environment") or []}
            for name in secrets:
                if name in variables or secrets.count(name) > 1:
                    raise EcsClientException(
                        "The secret name must be unique and not shared with any new or existing environment variables "
                        f"set on the container, such as '{name}'."
                    )


@rule("fargate-cpu-and-memory", FARGATE)
def fargate_cpu_and_memory():
    @on_fargate
    def check(cpu, memory, **_):
        if int(memory or 0) not in MEMORY.get(int(cpu or 0), ()):
            raise EcsClientException(
                f"No Fargate configuration exists for given values: {cpu} CPU, {memory} memory. See the Amazon ECS "
                "documentation for the valid values."
            )


@rule("fargate-network-mode", FARGATE)
def fargate_network_mode():
    @on_fargate
    def check(network_mode, container_definitions, **_):
        if network_mode != "awsvpc":
            raise EcsClientException("Fargate only supports network mode ‘awsvpc’.")
        for container in container_definitions:
            for mapping in container.get("portMappings") or []:
                if mapping.get("hostPort") not in (None, 0, mapping.get("containerPort")):
                    raise EcsClientException(
                        "When networkMode=awsvpc, the host ports and container ports in port mappings must match."
                    )


@rule("fargate-execution-role", f"{GUIDE}/task_execution_IAM_role.html")
def fargate_execution_role():
    @on_fargate
    def check(execution_role_arn, container_definitions, **_):
        for container in container_definitions if not execution_role_arn else []:
            driver = (container.get("logConfiguration") or {}).get("logDriver")
            needs = {
                "ECR images": ".dkr.ecr." in container["image"],
                f"log driver {driver}": driver == "awslogs",
                "secrets": bool(container.get("secrets")),
            }
            for what in (what for what, needed in needs.items() if needed):
                raise EcsClientException(f"Fargate requires task definition to have execution role ARN to support {what}.")


@rule("fargate-privileges", FARGATE)
def fargate_privileges():
    @on_fargate
    def check(container_definitions, **_):
        for container in container_definitions:
            linux = container.get("linuxParameters") or {}
            if container.get("privileged"):
                raise EcsClientException("Fargate does not support privileged containers.")
            if linux.get("devices") or linux.get("tmpfs") or linux.get("sharedMemorySize") is not None:
                raise EcsClientException("Fargate does not support devices, sharedMemorySize and tmpfs.")
            if set((linux.get("capabilities") or {}).get("add") or []) - {"SYS_PTRACE"}:
                raise EcsClientException("Fargate supports adding the SYS_PTRACE kernel capability only.")


@rule("ephemeral-storage", f"{API}/API_EphemeralStorage.html")
def ephemeral_storage():
    @on_fargate
    def check(ephemeral_storage, **_):
        if ephemeral_storage and not 21 <= int(ephemeral_storage["sizeInGiB"]) <= 200:
            raise EcsClientException("EphemeralStorage must be between 21 and 200 GiB.")


@rule("stop-timeout", f"{API}/API_ContainerDefinition.html")
def stop_timeout():
    @on_fargate
    def check(container_definitions, **_):
        if any(int(container.get("stopTimeout") or 0) > STOP_TIMEOUT for container in container_definitions):
            raise EcsClientException(f"The stopTimeout of a container on Fargate is at most {STOP_TIMEOUT} seconds.")


@rule("containers-of-task", f"{API}/API_ContainerDefinition.html")
def containers_of_task():
    @before(*REGISTER)
    def check(self, container_definitions, memory, **_):
        names = [container["name"] for container in container_definitions]
        if len(names) != len(set(names)):
            raise EcsClientException("Container names must be unique within a task definition.")
        if not any(container.get("essential", True) for container in container_definitions):
            raise EcsClientException("At least one container in the task definition must be essential.")
        for container in container_definitions:
            own = container.get("memory") or container.get("memoryReservation")
            if memory and own and int(own) > int(memory):
                raise EcsClientException(
                    f"Invalid setting for container '{container['name']}'. 'memory' and 'memoryReservation' must not "
                    "exceed the task's memory."
                )
            for needed in container.get("dependsOn") or []:
                other = next((one for one in container_definitions if one["name"] == needed["containerName"]), None)
                if not other:
                    raise EcsClientException(f"Container dependsOn names {needed['containerName']}, which is not there.")
                if needed["condition"] == "HEALTHY" and not other.get("healthCheck"):
                    raise EcsClientException(f"Container {other['name']} has no health check to depend on.")


@rule("task-definition-size", f"{GUIDE}/service-quotas.html")
def task_definition_size():
    @before(*REGISTER)
    def check(self, container_definitions, **_):
        if len(json.dumps(container_definitions, separators=(",", ":"))) > SIZE:
            raise EcsClientException("Size of the task definition must not exceed 64 KB.")


@rule("container-health-check", f"{API}/API_HealthCheck.html")
def container_health_check():
    @before(*REGISTER)
    def check(self, container_definitions, **_):
        for health in (container.get("healthCheck") or {} for container in container_definitions):
            for name, (least, most) in HEALTH_CHECK.items():
                if health.get(name) is not None and not least <= int(health[name]) <= most:
                    raise EcsClientException(f"The health check's {name} must be between {least} and {most}.")


@rule("awslogs-options", f"{GUIDE}/using_awslogs.html")
def awslogs_options():
    @on_fargate
    def check(container_definitions, **_):
        for container in container_definitions:
            log = container.get("logConfiguration") or {}
            for option in ("awslogs-group", "awslogs-region", "awslogs-stream-prefix"):
                if log.get("logDriver") == "awslogs" and option not in (log.get("options") or {}):
                    raise EcsClientException(f"Log driver awslogs requires option {option} on Fargate.")
