"""Route 53."""

from support import accepted, client, scenario

route53 = client("route53")


def zone_with_record(name):
    zone = route53.create_hosted_zone(Name=name, CallerReference=name)["HostedZone"]["Id"]
    record = {"Name": f"a.{name}", "Type": "A", "TTL": 60, "ResourceRecords": [{"Value": "10.0.0.1"}]}
    changes = {"Changes": [{"Action": "CREATE", "ResourceRecordSet": record}]}

    def create():
        route53.change_resource_record_sets(HostedZoneId=zone, ChangeBatch=changes)

    accepted(create)
    return zone, create


@scenario
def record_twice():
    _, create = zone_with_record("one.example.com")
    create()


@scenario
def hosted_zone_not_empty():
    zone, _ = zone_with_record("two.example.com")
    route53.delete_hosted_zone(Id=zone)
