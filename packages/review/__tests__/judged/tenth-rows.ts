import type { Row } from "./row";

/** Judged after the ninth rows had been made right, and before the review was asked: of these and four replacements it answered 20 of 30 rightly. */
export const TENTH_ROWS: readonly Row[] = [
  // Fsx volume destroyed.
  ["aws_fsx_ontap_volume", { name: "v", skip_final_backup: true }, null, "loses data"],
  // Jwt audience added.
  [
    "aws_apigatewayv2_authorizer",
    { api_id: "x", name: "j", authorizer_type: "JWT", jwt_configuration: [{ audience: ["a"], issuer: "https://i" }] },
    {
      api_id: "x",
      name: "j",
      authorizer_type: "JWT",
      jwt_configuration: [{ audience: ["a", "b"], issuer: "https://i" }],
    },
    "outside|inside",
  ],
  // Deny removed from role policy.
  [
    "aws_iam_role_policy",
    {
      role: "r",
      name: "p",
      policy:
        '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:*","Resource":"*"},{"Effect":"Deny","Action":"s3:DeleteObject","Resource":"*"}]}',
    },
    {
      role: "r",
      name: "p",
      policy: '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:*","Resource":"*"}]}',
    },
    "inside|outside",
  ],
  // Condition added to policy.
  [
    "aws_iam_role_policy",
    {
      role: "r",
      name: "p",
      policy: '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:GetObject","Resource":"*"}]}',
    },
    {
      role: "r",
      name: "p",
      policy:
        '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:GetObject","Resource":"*","Condition":{"StringEquals":{"aws:ResourceAccount":"111111111111"}}}]}',
    },
    "silent",
  ],
  // Egress narrowed.
  [
    "aws_security_group",
    {
      id: "sg-1",
      arn: "arn:aws:ec2:eu-west-1:111111111111:security-group/sg-1",
      vpc_id: "vpc-1",
      name: "web",
      egress: [
        {
          cidr_blocks: ["0.0.0.0/0"],
          description: "",
          from_port: 0,
          ipv6_cidr_blocks: [],
          prefix_list_ids: [],
          protocol: "-1",
          security_groups: [],
          self: false,
          to_port: 0,
        },
      ],
      tags: null,
    },
    {
      id: "sg-1",
      arn: "arn:aws:ec2:eu-west-1:111111111111:security-group/sg-1",
      vpc_id: "vpc-1",
      name: "web",
      egress: [
        {
          cidr_blocks: ["0.0.0.0/0"],
          description: "",
          from_port: 443,
          ipv6_cidr_blocks: [],
          prefix_list_ids: [],
          protocol: "tcp",
          security_groups: [],
          self: false,
          to_port: 443,
        },
      ],
      tags: null,
    },
    "silent",
  ],
  // Ecr tags mutable.
  [
    "aws_ecr_repository",
    { name: "r", image_tag_mutability: "IMMUTABLE" },
    { name: "r", image_tag_mutability: "MUTABLE" },
    "weakens protection",
  ],
  // Log retention forever to 30 days.
  [
    "aws_cloudwatch_log_group",
    { name: "/g", retention_in_days: 0 },
    { name: "/g", retention_in_days: 30 },
    "loses data",
  ],
  // Listener rule priority.
  [
    "aws_lb_listener_rule",
    {
      listener_arn: "arn:l",
      action: [{ type: "forward", target_group_arn: "arn:tg", order: 1 }],
      condition: [{ path_pattern: [{ values: ["/a"] }] }],
      priority: 10,
    },
    {
      listener_arn: "arn:l",
      action: [{ type: "forward", target_group_arn: "arn:tg", order: 1 }],
      condition: [{ path_pattern: [{ values: ["/a"] }] }],
      priority: 11,
    },
    "silent",
  ],
  // World in a prefix list.
  [
    "aws_ec2_managed_prefix_list",
    { name: "p", address_family: "IPv4", max_entries: 5, entry: [{ cidr: "10.0.0.0/8", description: "" }] },
    {
      name: "p",
      address_family: "IPv4",
      max_entries: 5,
      entry: [
        { cidr: "10.0.0.0/8", description: "" },
        { cidr: "0.0.0.0/0", description: "tmp" },
      ],
    },
    "outside",
  ],
  // Azure postgres backups 35 to 7.
  [
    "azurerm_postgresql_flexible_server",
    { name: "p", backup_retention_days: 35, geo_redundant_backup_enabled: true },
    { name: "p", backup_retention_days: 7, geo_redundant_backup_enabled: true },
    "weakens protection",
  ],
  // Azure geo-redundant storage to local.
  [
    "azurerm_storage_account",
    { name: "s", account_replication_type: "GRS" },
    { name: "s", account_replication_type: "LRS" },
    "weakens protection",
  ],
  // Google sql protection off.
  [
    "google_sql_database_instance",
    {
      name: "s",
      database_version: "POSTGRES_15",
      settings: [{ deletion_protection_enabled: true, availability_type: "REGIONAL" }],
    },
    {
      name: "s",
      database_version: "POSTGRES_15",
      settings: [{ deletion_protection_enabled: false, availability_type: "REGIONAL" }],
    },
    "weakens protection",
  ],
  // Google sql one zone.
  [
    "google_sql_database_instance",
    { name: "s", settings: [{ availability_type: "REGIONAL" }] },
    { name: "s", settings: [{ availability_type: "ZONAL" }] },
    "weakens protection",
  ],
  // Helm release gone.
  ["helm_release", { name: "postgres", chart: "postgresql", namespace: "d" }, null, "loses data|interrupts traffic"],
  // Cloudflare ssl full to flexible.
  [
    "cloudflare_zone_settings_override",
    { zone_id: "z", settings: [{ ssl: "full", min_tls_version: "1.2" }] },
    { zone_id: "z", settings: [{ ssl: "flexible", min_tls_version: "1.2" }] },
    "weakens protection",
  ],
  // Google record leads elsewhere.
  [
    "google_dns_record_set",
    { name: "www.example.com.", type: "A", ttl: 300, managed_zone: "z", rrdatas: ["203.0.113.1"] },
    { name: "www.example.com.", type: "A", ttl: 300, managed_zone: "z", rrdatas: ["198.51.100.9"] },
    "interrupts traffic",
  ],
  // Cloudflare record leads elsewhere.
  [
    "cloudflare_record",
    { name: "www", type: "CNAME", zone_id: "z", proxied: true, content: "a.example.com" },
    { name: "www", type: "CNAME", zone_id: "z", proxied: true, content: "b.example.net" },
    "interrupts traffic",
  ],
  // Google address gone.
  [
    "google_compute_address",
    { name: "ip", address: "203.0.113.1", address_type: "EXTERNAL" },
    null,
    "interrupts traffic",
  ],
  // Azure public ip gone.
  ["azurerm_public_ip", { name: "ip", ip_address: "203.0.113.1" }, null, "interrupts traffic"],
  // Cognito mfa ON to OPTIONAL.
  [
    "aws_cognito_user_pool",
    { name: "p", mfa_configuration: "ON" },
    { name: "p", mfa_configuration: "OPTIONAL" },
    "weakens protection",
  ],
  // Sse kms to AES256.
  [
    "aws_s3_bucket_server_side_encryption_configuration",
    {
      bucket: "b",
      rule: [{ apply_server_side_encryption_by_default: [{ sse_algorithm: "aws:kms", kms_master_key_id: "arn:k" }] }],
    },
    {
      bucket: "b",
      rule: [{ apply_server_side_encryption_by_default: [{ sse_algorithm: "AES256", kms_master_key_id: "" }] }],
    },
    "weakens protection",
  ],
  // Github secret scanning and review off.
  [
    "github_branch_protection",
    {
      pattern: "main",
      repository_id: "r",
      required_pull_request_reviews: [{ required_approving_review_count: 2 }],
      required_status_checks: [{ strict: true, contexts: ["ci"] }],
    },
    {
      pattern: "main",
      repository_id: "r",
      required_pull_request_reviews: [],
      required_status_checks: [{ strict: true, contexts: ["ci"] }],
    },
    "weakens protection",
  ],
  // K8s deployment image and labels.
  [
    "kubernetes_deployment_v1",
    {
      metadata: [{ name: "a", labels: { v: "1" } }],
      spec: [{ replicas: "3", template: [{ spec: [{ container: [{ image: "a:1" }] }] }] }],
    },
    {
      metadata: [{ name: "a", labels: { v: "2" } }],
      spec: [{ replicas: "3", template: [{ spec: [{ container: [{ image: "a:2" }] }] }] }],
    },
    "silent",
  ],
  // Azurerm tags and sku capacity.
  [
    "azurerm_app_service_plan",
    { name: "p", tags: {}, sku: [{ tier: "Standard", size: "S1", capacity: 2 }] },
    { name: "p", tags: { a: "b" }, sku: [{ tier: "Standard", size: "S1", capacity: 3 }] },
    "silent",
  ],
  // Their kin, and harmless twins.
  [
    "google_dns_record_set",
    { name: "t.", type: "TXT", rrdatas: ["a"] },
    { name: "t.", type: "TXT", rrdatas: ["b"] },
    "silent",
  ],
  [
    "google_dns_record_set",
    { name: "t.", type: "A", ttl: 300, rrdatas: ["203.0.113.1"] },
    { name: "t.", type: "A", ttl: 60, rrdatas: ["203.0.113.1"] },
    "silent",
  ],
  [
    "azurerm_dns_a_record",
    { name: "www", records: ["203.0.113.1"] },
    { name: "www", records: ["203.0.113.2"] },
    "interrupts traffic",
  ],
  [
    "azurerm_dns_txt_record",
    { name: "t", record: [{ value: "a" }] },
    { name: "t", record: [{ value: "b" }] },
    "silent",
  ],
  [
    "azurerm_dns_cname_record",
    { name: "www", record: "a.example.com" },
    { name: "www", record: "b.example.net" },
    "interrupts traffic",
  ],
  [
    "cloudflare_dns_record",
    { type: "MX", content: "a.example.com" },
    { type: "MX", content: "b.example.net" },
    "interrupts traffic",
  ],
  [
    "digitalocean_record",
    { type: "A", value: "203.0.113.1" },
    { type: "A", value: "203.0.113.2" },
    "interrupts traffic",
  ],
  ["azurerm_storage_account", { account_replication_type: "LRS" }, { account_replication_type: "ZRS" }, "silent"],
  [
    "google_sql_database_instance",
    { settings: [{ availability_type: "ZONAL" }] },
    { settings: [{ availability_type: "REGIONAL" }] },
    "silent",
  ],
  ["cloudflare_zone_settings_override", { settings: [{ ssl: "full" }] }, { settings: [{ ssl: "strict" }] }, "silent"],
  ["google_compute_global_address", { name: "a" }, null, "interrupts traffic"],
  ["digitalocean_droplet", { name: "a" }, null, "interrupts traffic"],
  ["azurerm_linux_web_app", { name: "a" }, null, "interrupts traffic"],
  [
    "kubernetes_config_map_v1",
    { metadata: [{ name: "a" }], data: { a: "1" } },
    { metadata: [{ name: "a" }], data: { a: "2" } },
    "silent",
  ],
];
