"""ECS."""

from support import Vpc, accepted, client, refused, scenario

ecs, iam = client("ecs"), client("iam")


def task_definition(name="app", **container):
    container = {"name": "app", "image": "app", "memory": 512, **container}
    ecs.register_task_definition(family=name, containerDefinitions=[container], networkMode="awsvpc")
    return name


def service(vpc, **settings):
    configuration = {"awsvpcConfiguration": {"subnets": vpc.subnets, "securityGroups": [vpc.group]}}
    given = {"serviceName": "app", "desiredCount": 0, "taskDefinition": task_definition(), "launchType": "FARGATE"}
    given |= {"cluster": "main", "networkConfiguration": configuration, **settings}
    if given["cluster"] == "main":
        ecs.create_cluster(clusterName="main")
    return ecs.create_service(**{name: value for name, value in given.items() if value is not None})


@scenario
def secret_and_variable_of_one_name():
    secrets = [{"name": "TOKEN", "valueFrom": "arn:aws:ssm:x"}]
    task_definition("twice", secrets=secrets, environment=[{"name": "TOKEN", "value": "x"}])


@scenario
def service_linked_role():
    iam.delete_service_linked_role(RoleName="AWSServiceRoleForECS")
    service(Vpc(), serviceName="fresh")


@scenario
def target_group_without_load_balancer():
    vpc = Vpc()
    balancers = [{"targetGroupArn": vpc.target_group("alone"), "containerName": "app", "containerPort": 80}]
    service(vpc, serviceName="alone", loadBalancers=balancers)


@scenario
def tasks_one_vpc():
    service(Vpc(), serviceName="moving")
    other = {"subnets": Vpc().subnets, "securityGroups": [Vpc().group]}
    ecs.update_service(cluster="main", service="moving", networkConfiguration={"awsvpcConfiguration": other})


@scenario
def cluster_with_services():
    service(Vpc(), serviceName="running")
    ecs.delete_cluster(cluster="main")


@scenario
def capacity_provider_in_use():
    ecs.create_cluster(clusterName="spot", capacityProviders=["FARGATE", "FARGATE_SPOT"])
    strategy = [{"capacityProvider": "FARGATE_SPOT", "weight": 1}]
    accepted(lambda: service(Vpc(), cluster="spot", launchType=None, capacityProviderStrategy=strategy))
    given = {"cluster": "spot", "defaultCapacityProviderStrategy": []}
    accepted(lambda: ecs.put_cluster_capacity_providers(capacityProviders=["FARGATE_SPOT"], **given))
    ecs.put_cluster_capacity_providers(capacityProviders=["FARGATE"], **given)


@scenario
def capacity_provider_of_cluster():
    strategy = [{"capacityProvider": "FARGATE_SPOT", "weight": 1}]
    service(Vpc(), serviceName="spot", launchType=None, capacityProviderStrategy=strategy)


@scenario
def launch_type_and_strategy():
    service(Vpc(), serviceName="both", capacityProviderStrategy=[{"capacityProvider": "FARGATE", "weight": 1}])


@scenario
def strategy_without_new_deployment():
    ecs.create_cluster(clusterName="switching", capacityProviders=["FARGATE", "FARGATE_SPOT"])
    accepted(lambda: service(Vpc(), cluster="switching"))
    strategy = [{"capacityProvider": "FARGATE_SPOT", "weight": 1}]
    given = {"cluster": "switching", "service": "app", "capacityProviderStrategy": strategy}
    accepted(lambda: ecs.update_service(forceNewDeployment=True, **given))
    given["capacityProviderStrategy"] = [{"capacityProvider": "FARGATE", "weight": 1}]
    ecs.update_service(**given)


@scenario
def service_twice():
    accepted(lambda: service(Vpc(), serviceName="same"))
    service(Vpc(), serviceName="same")


@scenario
def service_scaled_above_0():
    accepted(lambda: service(Vpc(), serviceName="scaled", desiredCount=1))
    ecs.delete_service(cluster="main", service="scaled")


@scenario
def container_of_load_balancer():
    def reached(name, container, port):
        vpc = Vpc()
        _, [action] = vpc.listener(name)
        target = {"targetGroupArn": action["TargetGroupArn"], "containerName": container, "containerPort": port}
        service(vpc, serviceName=name, loadBalancers=[target], taskDefinition=task_definition("port", portMappings=ports))

    ports = [{"containerPort": 80}]
    accepted(lambda: reached("reached", "app", 80))
    refused("InvalidParameterException", lambda: reached("renamed", "other", 80))
    reached("other-port", "app", 81)


@scenario
def grace_period_without_load_balancer():
    vpc = Vpc()
    grace = {"healthCheckGracePeriodSeconds": 60}
    refused("InvalidParameterException", lambda: service(vpc, serviceName="graceful", **grace))
    accepted(lambda: service(vpc, serviceName="graceful"))
    _, [action] = vpc.listener("graceful")
    definition = task_definition("port", portMappings=[{"containerPort": 80}])
    balancers = [{"targetGroupArn": action["TargetGroupArn"], "containerName": "app", "containerPort": 80}]
    given = {"cluster": "main", "service": "graceful", "taskDefinition": definition, "loadBalancers": balancers}
    ecs.update_service(**given, **grace)


@scenario
def exec_without_task_role():
    service(Vpc(), serviceName="exec", enableExecuteCommand=True)


@scenario
def service_subnets_and_groups():
    vpc = Vpc()
    groups = {"subnets": vpc.subnets, "securityGroups": [vpc.group] * 6}
    service(vpc, serviceName="grouped", networkConfiguration={"awsvpcConfiguration": groups})
