import { TerraformOutput } from "cdktf";
import type { Construct } from "constructs";
import { serviceHostname } from "../config/service-calls";
import type { FargateService } from "../constructs/fargate-service";
import type { PrivateLink } from "../constructs/private-link";
import type { ServiceProps } from "./service";

/** The services of an environment as they are made, by name. */
export type MadeServices = ReadonlyMap<string, FargateService>;

/** Lets each service reach the port of those that it calls, and nothing else of them. */
export function connectCalls(services: readonly Pick<ServiceProps, "name" | "calls">[], made: MadeServices): void {
  for (const { name, calls } of services) {
    for (const called of calls) {
      const [from, to] = [made.get(name), made.get(called)];
      if (!from || !to) throw new Error(`${name} calls ${called}, and one of them is not made`);
      const description = `${name} calls ${called}`;
      // No role has an underscore, so that the key tells these rules from those of load balancers.
      from.startAfter(
        ...from.securityGroup.addConnectionTo(to.securityGroup, { port: to.port, description, key: "call" }),
      );
    }
  }
}

/** Says, as outputs of the stack, what others need to reach a service from the VPC and to read its logs. */
export function outputServices(scope: Construct, made: MadeServices, namespace: string): void {
  for (const [name, service] of made) {
    for (const [output, value] of Object.entries({
      security_group_id: service.securityGroup.securityGroupId,
      log_group: service.logGroupName,
      dns_name: serviceHostname(name, namespace),
    })) {
      new TerraformOutput(scope, `${name}_${output}`, { value });
    }
  }
}

/** Names the endpoint service, and writes what a partner's Terraform needs to connect to it. */
export function outputPrivateLink(scope: Construct, { serviceName, port }: PrivateLink): void {
  new TerraformOutput(scope, "private_link_service_name", { value: serviceName });
  new TerraformOutput(scope, "private_link_terraform", {
    value: [
      'resource "aws_security_group" "services" {',
      "  vpc_id = var.vpc_id",
      "  ingress {",
      `    from_port   = ${String(port)}`,
      `    to_port     = ${String(port)}`,
      '    protocol    = "tcp"',
      "    cidr_blocks = [var.vpc_cidr]",
      "  }",
      "}",
      'resource "aws_vpc_endpoint" "services" {',
      "  vpc_id             = var.vpc_id",
      '  vpc_endpoint_type  = "Interface"',
      `  service_name       = "${serviceName}"`,
      "  subnet_ids         = var.subnet_ids",
      "  security_group_ids = [aws_security_group.services.id]",
      "}",
      "",
    ].join("\n"),
  });
}
