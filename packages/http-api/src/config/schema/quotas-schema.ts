import { z } from "zod";

function quota(limit: number, description: string) {
  return z.int().min(1).default(limit).meta({ description });
}

/** Quotas that AWS raised for the account; those that it does not raise have no key. */
export const quotasSchema = z
  .strictObject({
    albTargets: quota(1000, "Tasks behind the Application Load Balancer."),
    authorizers: quota(10, "Authorizers of the API."),
    certificates: quota(2500, "Certificates of the account and Region."),
    domains: quota(120, "Custom domains of the account and Region."),
    ecsServices: quota(5000, "Services of the cluster."),
    elasticIps: quota(5, "Elastic IP addresses of the account and Region: one per NAT gateway."),
    fargateVcpus: z.int().min(1).optional().meta({
      description:
        "vCPUs of on-demand tasks in the account and Region. New accounts have 6; checked only where it is given.",
      absent: "not checked",
    }),
    gatewayEndpoints: quota(20, "Gateway endpoints of the account and Region: S3's and DynamoDB's."),
    instances: quota(1000, "Tasks of one service, each of which is an instance in Cloud Map."),
    interfaceEndpoints: quota(50, "Interface endpoints of the VPC."),
    listenerRules: quota(100, "Rules of the Application Load Balancer."),
    nlbTargets: quota(500, "Tasks behind the Network Load Balancer."),
    roles: quota(1000, "IAM roles of the account."),
    routes: quota(300, "Routes of the API."),
    scheduledActions: quota(200, "Scheduled actions of one service."),
    securityGroupRules: quota(60, "Rules of one security group in each direction."),
    vpcLinkSubnets: quota(10, "Subnets of the VPC link."),
    vpcLinks: quota(10, "VPC links of the account and Region."),
    vpcs: quota(5, "VPCs of the account and Region."),
  })
  .meta({
    description: "Quotas that AWS raised for the account; `npm run quotas -- <environment>` shows the use of each.",
  });
