import type { Row } from "./row";

/** What was answered wrongly of changes that a switch of a public module makes, and its kin. */
export const MODULE_ROWS: readonly Row[] = [
  ["aws_batch_job_queue", { name: "q", state: "ENABLED" }, null, "interrupts traffic"],
  ["aws_connect_queue", { name: "q" }, null, "interrupts traffic"],
  ["aws_sqs_queue", { name: "q" }, null, "loses data"],
  [
    "aws_efs_backup_policy",
    { file_system_id: "fs-1", backup_policy: [{ status: "ENABLED" }] },
    null,
    "weakens protection",
  ],
  ["aws_efs_backup_policy", { file_system_id: "fs-1", backup_policy: [{ status: "DISABLED" }] }, null, "silent"],
  ["aws_ec2_transit_gateway", { dns_support: "enable" }, { dns_support: "disable" }, "interrupts traffic"],
  [
    "aws_ec2_transit_gateway",
    { security_group_referencing_support: "enable" },
    { security_group_referencing_support: "disable" },
    "interrupts traffic",
  ],
  ["aws_ec2_transit_gateway", { dns_support: "disable" }, { dns_support: "enable" }, "silent"],
  [
    "aws_ec2_transit_gateway_vpc_attachment",
    { ipv6_support: "enable" },
    { ipv6_support: "disable" },
    "interrupts traffic",
  ],
  ["aws_vpn_gateway_route_propagation", null, { vpn_gateway_id: "vgw-1", route_table_id: "rtb-1" }, "outside"],
  [
    "aws_ec2_transit_gateway_route_table_propagation",
    null,
    { transit_gateway_attachment_id: "tgw-attach-1", transit_gateway_route_table_id: "tgw-rtb-1" },
    "inside",
  ],
];
