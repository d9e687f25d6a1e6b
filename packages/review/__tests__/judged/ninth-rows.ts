import type { Row } from "./row";

/** Judged before the review was asked; of these and a dozen changes of several resources it answered 36 of 53 rightly. */
export const NINTH_ROWS: readonly Row[] = [
  // Db parameter rds.force_ssl off.
  [
    "aws_db_parameter_group",
    {
      name: "p",
      family: "postgres15",
      parameter: [
        { apply_method: "immediate", name: "rds.force_ssl", value: "1" },
        { apply_method: "immediate", name: "log_statement", value: "ddl" },
      ],
    },
    {
      name: "p",
      family: "postgres15",
      parameter: [
        { apply_method: "immediate", name: "rds.force_ssl", value: "0" },
        { apply_method: "immediate", name: "log_statement", value: "ddl" },
      ],
    },
    "weakens protection",
  ],
  // Db parameter max_connections.
  [
    "aws_db_parameter_group",
    {
      name: "p",
      family: "postgres15",
      parameter: [
        { apply_method: "immediate", name: "rds.force_ssl", value: "1" },
        { apply_method: "pending-reboot", name: "max_connections", value: "100" },
      ],
    },
    {
      name: "p",
      family: "postgres15",
      parameter: [
        { apply_method: "pending-reboot", name: "max_connections", value: "400" },
        { apply_method: "immediate", name: "rds.force_ssl", value: "1" },
      ],
    },
    "silent",
  ],
  // Cluster parameter group require_secure_transport dropped.
  [
    "aws_rds_cluster_parameter_group",
    {
      name: "p",
      family: "aurora-mysql8.0",
      parameter: [
        { apply_method: "immediate", name: "require_secure_transport", value: "ON" },
        { apply_method: "immediate", name: "server_audit_logging", value: "1" },
      ],
    },
    {
      name: "p",
      family: "aurora-mysql8.0",
      parameter: [{ apply_method: "immediate", name: "server_audit_logging", value: "1" }],
    },
    "weakens protection",
  ],
  // Bucket policy: org-wide principal.
  [
    "aws_s3_bucket_policy",
    {
      bucket: "b",
      policy:
        '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::111111111111:role/app"},"Action":"s3:GetObject","Resource":"arn:aws:s3:::b/*"}]}',
    },
    {
      bucket: "b",
      policy:
        '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"s3:GetObject","Resource":"arn:aws:s3:::b/*","Condition":{"StringEquals":{"aws:PrincipalOrgID":"o-1234567890"}}}]}',
    },
    "outside",
  ],
  // Bucket policy, deny of plain http added.
  [
    "aws_s3_bucket_policy",
    {
      bucket: "b",
      policy:
        '{"Version":"2012-10-17","Statement":[{"Sid":"r","Effect":"Allow","Principal":{"AWS":"arn:aws:iam::111111111111:role/app"},"Action":"s3:GetObject","Resource":"arn:aws:s3:::b/*"}]}',
    },
    {
      bucket: "b",
      policy:
        '{"Version":"2012-10-17","Statement":[{"Sid":"d","Effect":"Deny","Principal":"*","Action":"s3:*","Resource":["arn:aws:s3:::b","arn:aws:s3:::b/*"],"Condition":{"Bool":{"aws:SecureTransport":"false"}}},{"Sid":"r","Effect":"Allow","Principal":{"AWS":["arn:aws:iam::111111111111:role/app"]},"Action":["s3:GetObject"],"Resource":["arn:aws:s3:::b/*"]}]}',
    },
    "silent",
  ],
  // Sg inline: two /1 make the world.
  [
    "aws_security_group",
    {
      id: "sg-1",
      arn: "arn:aws:ec2:eu-west-1:111111111111:security-group/sg-1",
      vpc_id: "vpc-1",
      name: "web",
      egress: [],
      tags: null,
      ingress: [
        {
          cidr_blocks: ["10.0.0.0/8"],
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
    },
    {
      id: "sg-1",
      arn: "arn:aws:ec2:eu-west-1:111111111111:security-group/sg-1",
      vpc_id: "vpc-1",
      name: "web",
      egress: [],
      tags: null,
      ingress: [
        {
          cidr_blocks: ["0.0.0.0/1", "128.0.0.0/1"],
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
    },
    "outside",
  ],
  // Sg inline: prefix list joins.
  [
    "aws_security_group",
    {
      id: "sg-1",
      arn: "arn:aws:ec2:eu-west-1:111111111111:security-group/sg-1",
      vpc_id: "vpc-1",
      name: "web",
      egress: [],
      tags: null,
      ingress: [
        {
          cidr_blocks: ["10.0.0.0/8"],
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
    },
    {
      id: "sg-1",
      arn: "arn:aws:ec2:eu-west-1:111111111111:security-group/sg-1",
      vpc_id: "vpc-1",
      name: "web",
      egress: [],
      tags: null,
      ingress: [
        {
          cidr_blocks: ["10.0.0.0/8"],
          description: "",
          from_port: 443,
          ipv6_cidr_blocks: [],
          prefix_list_ids: ["pl-0abc"],
          protocol: "tcp",
          security_groups: [],
          self: false,
          to_port: 443,
        },
      ],
    },
    "inside|outside",
  ],
  // Sg descriptions only.
  [
    "aws_security_group",
    {
      id: "sg-1",
      arn: "arn:aws:ec2:eu-west-1:111111111111:security-group/sg-1",
      vpc_id: "vpc-1",
      name: "web",
      egress: [],
      tags: null,
      ingress: [
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
    },
    {
      id: "sg-1",
      arn: "arn:aws:ec2:eu-west-1:111111111111:security-group/sg-1",
      vpc_id: "vpc-1",
      name: "web",
      egress: [],
      tags: null,
      ingress: [
        {
          cidr_blocks: ["0.0.0.0/0"],
          description: "web",
          from_port: 443,
          ipv6_cidr_blocks: [],
          prefix_list_ids: [],
          protocol: "tcp",
          security_groups: [],
          self: false,
          to_port: 443,
        },
      ],
    },
    "silent",
  ],
  // Iam policy: NotAction iam:*.
  [
    "aws_iam_policy",
    {
      name: "p",
      arn: "arn:aws:iam::111111111111:policy/p",
      path: "/",
      policy:
        '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["s3:GetObject"],"Resource":"arn:aws:s3:::b/*"}]}',
    },
    {
      name: "p",
      arn: "arn:aws:iam::111111111111:policy/p",
      path: "/",
      policy:
        '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","NotAction":["iam:*","organizations:*"],"Resource":"*"}]}',
    },
    "outside",
  ],
  // Iam policy: NotResource narrows exception.
  [
    "aws_iam_policy",
    {
      name: "p",
      arn: "arn:aws:iam::111111111111:policy/p",
      policy:
        '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["s3:GetObject"],"NotResource":["arn:aws:s3:::secret/*","arn:aws:s3:::pay/*"]}]}',
    },
    {
      name: "p",
      arn: "arn:aws:iam::111111111111:policy/p",
      policy:
        '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["s3:GetObject"],"NotResource":["arn:aws:s3:::secret/*"]}]}',
    },
    "inside|outside",
  ],
  // Oidc trust: one branch -> whole org.
  [
    "aws_iam_role",
    {
      name: "deploy",
      arn: "arn:aws:iam::111111111111:role/deploy",
      id: "deploy",
      assume_role_policy:
        '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Federated":"arn:aws:iam::111111111111:oidc-provider/token.actions.githubusercontent.com"},"Action":"sts:AssumeRoleWithWebIdentity","Condition":{"StringEquals":{"token.actions.githubusercontent.com:aud":"sts.amazonaws.com","token.actions.githubusercontent.com:sub":"repo:acme/app:ref:refs/heads/main"}}}]}',
    },
    {
      name: "deploy",
      arn: "arn:aws:iam::111111111111:role/deploy",
      id: "deploy",
      assume_role_policy:
        '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Federated":"arn:aws:iam::111111111111:oidc-provider/token.actions.githubusercontent.com"},"Action":"sts:AssumeRoleWithWebIdentity","Condition":{"StringEquals":{"token.actions.githubusercontent.com:aud":"sts.amazonaws.com"},"StringLike":{"token.actions.githubusercontent.com:sub":"repo:acme/*"}}}]}',
    },
    "outside|inside",
  ],
  // Oidc trust created without sub.
  [
    "aws_iam_role",
    null,
    {
      name: "deploy",
      assume_role_policy:
        '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Federated":"arn:aws:iam::111111111111:oidc-provider/token.actions.githubusercontent.com"},"Action":"sts:AssumeRoleWithWebIdentity","Condition":{"StringEquals":{"token.actions.githubusercontent.com:aud":"sts.amazonaws.com"}}}]}',
    },
    "outside",
  ],
  // Oidc trust StringEquals -> StringLike without wildcard.
  [
    "aws_iam_role",
    {
      name: "deploy",
      arn: "arn:aws:iam::111111111111:role/deploy",
      id: "deploy",
      assume_role_policy:
        '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Federated":"arn:aws:iam::111111111111:oidc-provider/token.actions.githubusercontent.com"},"Action":"sts:AssumeRoleWithWebIdentity","Condition":{"StringEquals":{"token.actions.githubusercontent.com:aud":"sts.amazonaws.com","token.actions.githubusercontent.com:sub":"repo:acme/app:ref:refs/heads/main"}}}]}',
    },
    {
      name: "deploy",
      arn: "arn:aws:iam::111111111111:role/deploy",
      id: "deploy",
      assume_role_policy:
        '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Federated":"arn:aws:iam::111111111111:oidc-provider/token.actions.githubusercontent.com"},"Action":"sts:AssumeRoleWithWebIdentity","Condition":{"StringEquals":{"token.actions.githubusercontent.com:aud":"sts.amazonaws.com"},"StringLike":{"token.actions.githubusercontent.com:sub":["repo:acme/app:ref:refs/heads/main"]}}}]}',
    },
    "silent",
  ],
  // Trust: ExternalId dropped.
  [
    "aws_iam_role",
    {
      name: "deploy",
      arn: "arn:aws:iam::111111111111:role/deploy",
      id: "deploy",
      assume_role_policy:
        '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::999999999999:root"},"Action":"sts:AssumeRole","Condition":{"StringEquals":{"sts:ExternalId":"x1234"}}}]}',
    },
    {
      name: "deploy",
      arn: "arn:aws:iam::111111111111:role/deploy",
      id: "deploy",
      assume_role_policy:
        '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::999999999999:root"},"Action":"sts:AssumeRole"}]}',
    },
    "outside",
  ],
  // SCP detached.
  [
    "aws_organizations_policy_attachment",
    { id: "ou-1:p-1", policy_id: "p-1", target_id: "ou-ab12-12345678", skip_destroy: false },
    null,
    "inside|outside|weakens protection",
  ],
  // Target group matcher 200 -> 200-499.
  [
    "aws_lb_target_group",
    {
      arn: "arn:aws:elasticloadbalancing:eu-west-1:111111111111:targetgroup/t/1",
      name: "t",
      port: 80,
      protocol: "HTTP",
      target_type: "ip",
      vpc_id: "vpc-1",
      health_check: [
        {
          enabled: true,
          healthy_threshold: 3,
          interval: 30,
          matcher: "200",
          path: "/health",
          port: "traffic-port",
          protocol: "HTTP",
          timeout: 5,
          unhealthy_threshold: 3,
        },
      ],
    },
    {
      arn: "arn:aws:elasticloadbalancing:eu-west-1:111111111111:targetgroup/t/1",
      name: "t",
      port: 80,
      protocol: "HTTP",
      target_type: "ip",
      vpc_id: "vpc-1",
      health_check: [
        {
          enabled: true,
          healthy_threshold: 3,
          interval: 30,
          matcher: "200-499",
          path: "/health",
          port: "traffic-port",
          protocol: "HTTP",
          timeout: 5,
          unhealthy_threshold: 3,
        },
      ],
    },
    "weakens protection",
  ],
  // Health check interval 30 -> 10.
  [
    "aws_lb_target_group",
    {
      arn: "arn:aws:elasticloadbalancing:eu-west-1:111111111111:targetgroup/t/1",
      name: "t",
      port: 80,
      protocol: "HTTP",
      target_type: "ip",
      vpc_id: "vpc-1",
      health_check: [
        {
          enabled: true,
          healthy_threshold: 3,
          interval: 30,
          matcher: "200",
          path: "/health",
          port: "traffic-port",
          protocol: "HTTP",
          timeout: 5,
          unhealthy_threshold: 3,
        },
      ],
    },
    {
      arn: "arn:aws:elasticloadbalancing:eu-west-1:111111111111:targetgroup/t/1",
      name: "t",
      port: 80,
      protocol: "HTTP",
      target_type: "ip",
      vpc_id: "vpc-1",
      health_check: [
        {
          enabled: true,
          healthy_threshold: 3,
          interval: 10,
          matcher: "200",
          path: "/health",
          port: "traffic-port",
          protocol: "HTTP",
          timeout: 5,
          unhealthy_threshold: 3,
        },
      ],
    },
    "silent",
  ],
  // Asg health_check_type ELB -> EC2.
  [
    "aws_autoscaling_group",
    { name: "g", min_size: 2, max_size: 6, desired_capacity: 2, health_check_type: "ELB" },
    { name: "g", min_size: 2, max_size: 6, desired_capacity: 2, health_check_type: "EC2" },
    "weakens protection",
  ],
  // Default route to NAT removed.
  [
    "aws_route",
    {
      id: "r-1",
      route_table_id: "rtb-1",
      destination_cidr_block: "0.0.0.0/0",
      nat_gateway_id: "nat-1",
      state: "active",
      origin: "CreateRoute",
    },
    null,
    "interrupts traffic",
  ],
  // Inline default route removed from table.
  [
    "aws_route_table",
    {
      id: "rtb-1",
      vpc_id: "vpc-1",
      route: [
        { cidr_block: "0.0.0.0/0", nat_gateway_id: "nat-1", ipv6_cidr_block: "", gateway_id: "" },
        {
          cidr_block: "10.9.0.0/16",
          transit_gateway_id: "tgw-1",
          gateway_id: "",
          nat_gateway_id: "",
          ipv6_cidr_block: "",
        },
      ],
    },
    {
      id: "rtb-1",
      vpc_id: "vpc-1",
      route: [
        {
          cidr_block: "10.9.0.0/16",
          transit_gateway_id: "tgw-1",
          gateway_id: "",
          nat_gateway_id: "",
          ipv6_cidr_block: "",
        },
      ],
    },
    "interrupts traffic",
  ],
  // Nacl deny-all rule before the others.
  [
    "aws_network_acl_rule",
    null,
    {
      network_acl_id: "acl-1",
      rule_number: 1,
      egress: false,
      protocol: "-1",
      rule_action: "deny",
      cidr_block: "0.0.0.0/0",
      from_port: null,
      to_port: null,
    },
    "interrupts traffic",
  ],
  // Listener default forward -> fixed 503.
  [
    "aws_lb_listener",
    {
      arn: "arn:l",
      load_balancer_arn: "arn:lb",
      port: 443,
      protocol: "HTTPS",
      ssl_policy: "ELBSecurityPolicy-TLS13-1-2-2021-06",
      certificate_arn: "arn:c",
      default_action: [
        { type: "forward", target_group_arn: "arn:tg", order: 1, fixed_response: [], redirect: [], forward: [] },
      ],
    },
    {
      arn: "arn:l",
      load_balancer_arn: "arn:lb",
      port: 443,
      protocol: "HTTPS",
      ssl_policy: "ELBSecurityPolicy-TLS13-1-2-2021-06",
      certificate_arn: "arn:c",
      default_action: [
        {
          type: "fixed-response",
          target_group_arn: null,
          order: 1,
          fixed_response: [{ content_type: "text/plain", message_body: "down", status_code: "503" }],
          redirect: [],
          forward: [],
        },
      ],
    },
    "interrupts traffic",
  ],
  // Listener forward to single -> forward block same group.
  [
    "aws_lb_listener",
    {
      arn: "arn:l",
      load_balancer_arn: "arn:lb",
      port: 443,
      protocol: "HTTPS",
      default_action: [{ type: "forward", target_group_arn: "arn:tg", order: 1, forward: [] }],
    },
    {
      arn: "arn:l",
      load_balancer_arn: "arn:lb",
      port: 443,
      protocol: "HTTPS",
      default_action: [
        {
          type: "forward",
          target_group_arn: "",
          order: 1,
          forward: [{ stickiness: [], target_group: [{ arn: "arn:tg", weight: 1 }] }],
        },
      ],
    },
    "silent",
  ],
  // Lambda permission s3 without source.
  [
    "aws_lambda_permission",
    null,
    {
      function_name: "f",
      action: "lambda:InvokeFunction",
      principal: "s3.amazonaws.com",
      source_account: null,
      source_arn: null,
      statement_id: "s",
    },
    "outside",
  ],
  // Google bucket public.
  [
    "google_storage_bucket_iam_member",
    null,
    { bucket: "b", member: "allUsers", role: "roles/storage.objectViewer" },
    "outside",
  ],
  // Google project owner to a user.
  [
    "google_project_iam_member",
    null,
    { project: "p", member: "user:eve@gmail.com", role: "roles/owner" },
    "inside|outside",
  ],
  // Azurerm nsg rule ssh from *.
  [
    "azurerm_network_security_rule",
    null,
    {
      name: "ssh",
      priority: 100,
      direction: "Inbound",
      access: "Allow",
      protocol: "Tcp",
      source_address_prefix: "*",
      source_port_range: "*",
      destination_port_range: "22",
      destination_address_prefix: "*",
      network_security_group_name: "n",
      resource_group_name: "r",
    },
    "outside",
  ],
  // Google firewall 0.0.0.0/0.
  [
    "google_compute_firewall",
    {
      name: "f",
      network: "default",
      direction: "INGRESS",
      allow: [{ protocol: "tcp", ports: ["22"] }],
      disabled: false,
      source_ranges: ["10.0.0.0/8"],
    },
    {
      name: "f",
      network: "default",
      direction: "INGRESS",
      allow: [{ protocol: "tcp", ports: ["22"] }],
      disabled: false,
      source_ranges: ["0.0.0.0/0"],
    },
    "outside",
  ],
  // Github repo private -> public.
  ["github_repository", { name: "r", visibility: "private" }, { name: "r", visibility: "public" }, "outside"],
  // Github branch protection gone.
  [
    "github_branch_protection",
    { repository_id: "r", pattern: "main", enforce_admins: true },
    null,
    "weakens protection|inside|outside",
  ],
  // K8s deployment replicas 3 -> 0.
  [
    "kubernetes_deployment_v1",
    { metadata: [{ name: "a", namespace: "d" }], spec: [{ replicas: "3" }] },
    { metadata: [{ name: "a", namespace: "d" }], spec: [{ replicas: "0" }] },
    "interrupts traffic",
  ],
  // K8s pvc destroyed.
  [
    "kubernetes_persistent_volume_claim_v1",
    { metadata: [{ name: "a" }], spec: [{ access_modes: ["ReadWriteOnce"] }] },
    null,
    "loses data",
  ],
  // K8s cluster-admin binding.
  [
    "kubernetes_cluster_role_binding_v1",
    null,
    {
      metadata: [{ name: "a" }],
      role_ref: [{ api_group: "rbac.authorization.k8s.io", kind: "ClusterRole", name: "cluster-admin" }],
      subject: [{ kind: "Group", name: "system:unauthenticated" }],
    },
    "inside|outside",
  ],
  // Azurerm storage account destroyed.
  ["azurerm_storage_account", { name: "s", account_tier: "Standard" }, null, "loses data"],
  // Azurerm key vault purge protection off.
  [
    "azurerm_key_vault",
    { name: "k", purge_protection_enabled: true, soft_delete_retention_days: 90 },
    { name: "k", purge_protection_enabled: false, soft_delete_retention_days: 90 },
    "weakens protection",
  ],
  // Azurerm storage public nested items.
  [
    "azurerm_storage_account",
    { name: "s", allow_nested_items_to_be_public: false },
    { name: "s", allow_nested_items_to_be_public: true },
    "outside",
  ],
  // Cloudflare record gone.
  [
    "cloudflare_record",
    { name: "www", type: "CNAME", content: "x.example.com", zone_id: "z" },
    null,
    "interrupts traffic",
  ],
  // Cloudflare record unproxied.
  [
    "cloudflare_record",
    { name: "www", type: "CNAME", content: "x.example.com", zone_id: "z", proxied: true },
    { name: "www", type: "CNAME", content: "x.example.com", zone_id: "z", proxied: false },
    "weakens protection|outside",
  ],
  // Datadog monitor gone.
  ["datadog_monitor", { name: "5xx", type: "metric alert", query: "avg(last_5m):x > 1" }, null, "weakens protection"],
  // Helm release version.
  [
    "helm_release",
    { name: "r", chart: "nginx", namespace: "d", version: "1.2.3" },
    { name: "r", chart: "nginx", namespace: "d", version: "1.2.4" },
    "silent",
  ],
  // Provider 6 region comes, tags_all.
  [
    "aws_s3_bucket",
    { bucket: "b", id: "b", arn: "arn:aws:s3:::b", tags: {}, tags_all: {} },
    { bucket: "b", id: "b", arn: "arn:aws:s3:::b", region: "eu-west-1", tags: { a: "b" }, tags_all: { a: "b" } },
    "silent",
  ],
  // Alarm threshold out of reach & treat_missing.
  [
    "aws_cloudwatch_metric_alarm",
    {
      alarm_name: "5xx",
      comparison_operator: "GreaterThanThreshold",
      metric_name: "5XX",
      namespace: "AWS/ApplicationELB",
      period: 60,
      evaluation_periods: 1,
      alarm_actions: ["arn:aws:sns:eu-west-1:111111111111:t"],
      threshold: 10,
      treat_missing_data: "breaching",
    },
    {
      alarm_name: "5xx",
      comparison_operator: "GreaterThanThreshold",
      metric_name: "5XX",
      namespace: "AWS/ApplicationELB",
      period: 60,
      evaluation_periods: 1,
      alarm_actions: ["arn:aws:sns:eu-west-1:111111111111:t"],
      threshold: 10,
      treat_missing_data: "notBreaching",
    },
    "weakens protection",
  ],
  // Elasticache transit encryption mode required -> preferred.
  [
    "aws_elasticache_replication_group",
    {
      replication_group_id: "r",
      engine: "redis",
      transit_encryption_enabled: true,
      transit_encryption_mode: "required",
    },
    {
      replication_group_id: "r",
      engine: "redis",
      transit_encryption_enabled: true,
      transit_encryption_mode: "preferred",
    },
    "weakens protection",
  ],
  // Ecs service load_balancer block dropped.
  [
    "aws_ecs_service",
    {
      name: "s",
      cluster: "c",
      desired_count: 3,
      launch_type: "FARGATE",
      load_balancer: [{ container_name: "c", container_port: 80, target_group_arn: "arn:tg", elb_name: "" }],
    },
    { name: "s", cluster: "c", desired_count: 3, launch_type: "FARGATE", load_balancer: [] },
    "interrupts traffic",
  ],
  // Ecs service 3 -> 4, circuit breaker added.
  [
    "aws_ecs_service",
    { name: "s", cluster: "c", desired_count: 3, deployment_circuit_breaker: [] },
    { name: "s", cluster: "c", desired_count: 4, deployment_circuit_breaker: [{ enable: true, rollback: true }] },
    "silent",
  ],
];
