"""Cloud Map."""

from containers import service
from support import Vpc, accepted, client, refused, scenario

cloud_map = client("servicediscovery")


def namespace(name):
    given = {"Name": name, "Vpc": Vpc().id}
    cloud_map.create_private_dns_namespace(**given)
    found = cloud_map.list_namespaces()["Namespaces"]
    id = next(each["Id"] for each in found if each["Name"] == name)
    return id, cloud_map.create_service(Name="app", NamespaceId=id)["Service"]["Id"]


@scenario
def namespace_with_services():
    id, _ = namespace("one.local")
    cloud_map.delete_namespace(Id=id)


@scenario
def service_with_instances():
    _, id = namespace("two.local")
    cloud_map.register_instance(ServiceId=id, InstanceId="i", Attributes={"AWS_INSTANCE_IPV4": "10.0.0.1"})
    cloud_map.delete_service(Id=id)


@scenario
def namespace_name_twice():
    vpc = Vpc().id
    accepted(lambda: cloud_map.create_private_dns_namespace(Name="three.local", Vpc=vpc))
    cloud_map.create_private_dns_namespace(Name="three.local", Vpc=vpc)


@scenario
def cloud_map_service_name_twice():
    # Terraform's provider names the namespace in the DNS settings.
    records = [{"Type": "A", "TTL": 10}]
    (one, _), (other, _) = namespace("four.local"), namespace("eight.local")
    for id in (one, other):
        accepted(lambda: cloud_map.create_service(Name="api", DnsConfig={"NamespaceId": id, "DnsRecords": records}))
    refused("ServiceAlreadyExists", lambda: cloud_map.create_service(Name="app", NamespaceId=one))
    cloud_map.create_service(Name="api", DnsConfig={"NamespaceId": one, "DnsRecords": records})


@scenario
def service_with_tasks():
    vpc, (_, id) = Vpc(), namespace("five.local")
    registry = [{"registryArn": cloud_map.get_service(Id=id)["Service"]["Arn"]}]
    service(vpc, serviceName="registered", desiredCount=1, serviceRegistries=registry)
    refused("ResourceInUse", lambda: cloud_map.delete_service(Id=id))
    client("ecs").update_service(cluster="main", service="registered", desiredCount=0)
    accepted(lambda: cloud_map.delete_service(Id=id))
    return "ResourceInUse"
