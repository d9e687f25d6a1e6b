import { TerraformOutput } from "cdktf";
import type { Construct } from "constructs";
import { serviceHostname } from "../config/service-calls";
import type { FargateService } from "../constructs/fargate-service";
import type { PrivateLink } from "../constructs/private-link";
import type { ServiceProps } from "./service";

/** The created services of an environment, by name. */
export type CreatedServices = ReadonlyMap<string, FargateService>;

/** Lets each service reach only the port of the services that it calls. */
export function connectCalls(services: readonly Pick<ServiceProps, "name" | "calls">[], made: CreatedServices): void {
  for (const { name, calls } of services) {
    for (const called of calls) {
      const [from, to] = [made.get(name), made.get(called)];
      if (!from || !to) throw new Error(`${name} calls ${called}, and one of them does not exist`);
      const description = `${name} calls ${called}`;
      // Roles have no underscore, so the key distinguishes these rules from those of load balancers.
      from.startAfter(
        ...from.securityGroup.addConnectionTo(to.securityGroup, { port: to.port, description, key: "call" }),
      );
    }
  }
}

/** Adds the outputs that others need to reach a service from the VPC and to read its logs. */
export function outputServices(scope: Construct, made: CreatedServices, namespace: string): void {
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

/** Adds the outputs that name the endpoint service, and give a partner the Terraform code to connect to it. */
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
