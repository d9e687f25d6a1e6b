import type { Row } from "./row";

const TRAFFIC = "interrupts traffic";
const GUARD = "weakens protection";
const SSH = {
  priority: 100,
  direction: "Inbound",
  access: "Allow",
  protocol: "Tcp",
  source_port_range: "*",
  destination_port_range: "22",
};

function googleFirewall(over: Record<string, string | boolean | readonly string[]>): Row[2] {
  return { name: "f", direction: "INGRESS", allow: [{ protocol: "tcp", ports: ["22"] }], ...over };
}

function kubernetesService(annotations: Record<string, string>): Row[2] {
  return { metadata: [{ name: "s", annotations }], spec: [{ type: "LoadBalancer" }] };
}

/** The kin of what the ninth rows found, and their harmless twins. */
export const NINTH_KIN_ROWS: readonly Row[] = [
  // Health checks that take errors for healthy.
  ["aws_lb_target_group", { health_check: [{ matcher: "200" }] }, { health_check: [{ matcher: "200,404" }] }, GUARD],
  ["aws_lb_target_group", { health_check: [{ matcher: "200-499" }] }, { health_check: [{ matcher: "200" }] }, "silent"],
  ["aws_lb_target_group", { health_check: [{ matcher: "200" }] }, { health_check: [{ matcher: "200-299" }] }, "silent"],
  ["aws_lb_target_group", { health_check: [{ matcher: "12" }] }, { health_check: [{ matcher: "0-99" }] }, GUARD],
  ["aws_lb_target_group", { health_check: [{ matcher: "0" }] }, { health_check: [{ matcher: "12" }] }, "silent"],
  [
    "aws_vpclattice_target_group",
    { config: [{ health_check: [{ matcher: [{ value: "200" }] }] }] },
    { config: [{ health_check: [{ matcher: [{ value: "200-599" }] }] }] },
    GUARD,
  ],
  // The ways by which requests come in.
  ["aws_ecs_service", { load_balancer: [{}] }, { load_balancer: [], service_registries: [{}] }, "silent"],
  ["aws_ecs_service", { load_balancer: [{}, {}] }, { load_balancer: [{}] }, "silent"],
  ["aws_ecs_service", { service_registries: [{}] }, { service_registries: [] }, TRAFFIC],
  ["aws_autoscaling_group", { target_group_arns: ["a", "b"] }, { target_group_arns: ["a"] }, "silent"],
  ["aws_autoscaling_group", { target_group_arns: ["a"] }, { target_group_arns: [] }, TRAFFIC],
  ["aws_autoscaling_group", { load_balancers: ["a"] }, { load_balancers: [], traffic_source: [{}] }, "silent"],
  ["aws_cloudwatch_metric_alarm", { treat_missing_data: "missing" }, { treat_missing_data: "breaching" }, "silent"],
  // Firewalls of other providers.
  ["google_compute_firewall", null, googleFirewall({ source_ranges: ["0.0.0.0/0"] }), "outside"],
  ["google_compute_firewall", null, googleFirewall({}), "outside"],
  ["google_compute_firewall", null, googleFirewall({ source_tags: ["web"] }), "silent"],
  ["google_compute_firewall", null, googleFirewall({ disabled: true, source_ranges: ["0.0.0.0/0"] }), "silent"],
  ["google_compute_firewall", null, googleFirewall({ direction: "EGRESS" }), "silent"],
  [
    "google_compute_firewall",
    null,
    { direction: "INGRESS", deny: [{ protocol: "all" }], source_ranges: ["0.0.0.0/0"] },
    "silent",
  ],
  [
    "google_compute_firewall",
    googleFirewall({ source_ranges: ["10.0.0.0/8", "203.0.113.0/24"] }),
    googleFirewall({ source_ranges: ["10.0.0.0/8"] }),
    "silent",
  ],
  ["azurerm_network_security_rule", null, { ...SSH, source_address_prefix: "Internet" }, "outside"],
  ["azurerm_network_security_rule", null, { ...SSH, source_address_prefix: "VirtualNetwork" }, "silent"],
  ["azurerm_network_security_rule", null, { ...SSH, source_address_prefix: "*", access: "Deny" }, "silent"],
  ["azurerm_network_security_rule", null, { ...SSH, source_address_prefix: "*", direction: "Outbound" }, "silent"],
  [
    "azurerm_network_security_group",
    { name: "g", security_rule: [{ ...SSH, source_address_prefix: "10.0.0.0/8" }] },
    { name: "g", security_rule: [{ ...SSH, source_address_prefixes: ["10.0.0.0/8", "0.0.0.0/0"] }] },
    "outside",
  ],
  ["azurerm_mssql_firewall_rule", null, { start_ip_address: "0.0.0.0", end_ip_address: "255.255.255.255" }, "outside"],
  ["azurerm_mssql_firewall_rule", null, { start_ip_address: "0.0.0.0", end_ip_address: "0.0.0.0" }, "outside"],
  [
    "openstack_networking_secgroup_rule_v2",
    null,
    { direction: "ingress", ethertype: "IPv4", protocol: "tcp", port_range_min: 22, port_range_max: 22 },
    "outside",
  ],
  ["openstack_networking_secgroup_rule_v2", null, { direction: "egress", ethertype: "IPv4" }, "silent"],
  ["digitalocean_firewall", null, { inbound_rule: [{ protocol: "tcp", source_addresses: ["0.0.0.0/0"] }] }, "outside"],
  // Roles of other providers.
  [
    "google_project_iam_member",
    null,
    { project: "p", role: "roles/logging.logWriter", member: "serviceAccount:app@p.iam.gserviceaccount.com" },
    "inside",
  ],
  ["google_storage_bucket_iam_binding", { role: "r", members: ["user:a@b.c"] }, { role: "r", members: [] }, "silent"],
  [
    "google_cloud_run_service_iam_policy",
    null,
    { policy_data: '{"bindings":[{"role":"roles/run.invoker","members":["allUsers"]}]}' },
    "outside",
  ],
  [
    "kubernetes_role_binding_v1",
    null,
    { role_ref: [{ kind: "Role", name: "view" }], subject: [{ kind: "ServiceAccount", name: "app" }] },
    "inside",
  ],
  ["azurerm_role_assignment", null, { role_definition_name: "Owner", principal_id: "x", scope: "/s" }, "outside"],
  ["kubernetes_service_v1", null, kubernetesService({}), "outside"],
  [
    "kubernetes_service_v1",
    null,
    kubernetesService({ "service.beta.kubernetes.io/aws-load-balancer-scheme": "internal" }),
    "silent",
  ],
  [
    "kubernetes_service_v1",
    null,
    kubernetesService({ "service.beta.kubernetes.io/azure-load-balancer-internal": "true" }),
    "silent",
  ],
  // Settings of other providers.
  ["google_storage_bucket", { public_access_prevention: "enforced" }, { public_access_prevention: "inherited" }, GUARD],
  ["github_branch_protection", { allows_force_pushes: false }, { allows_force_pushes: true }, GUARD],
  ["azurerm_key_vault", { soft_delete_retention_days: 90 }, { soft_delete_retention_days: 7 }, GUARD],
  ["kubernetes_stateful_set_v1", { spec: [{ replicas: "3" }] }, { spec: [{ replicas: "2" }] }, "silent"],
  ["azurerm_management_lock", { name: "l", lock_level: "CanNotDelete" }, null, GUARD],
  ["azurerm_monitor_diagnostic_setting", { name: "d" }, null, GUARD],
  ["google_compute_security_policy", { name: "s" }, null, GUARD],
];
