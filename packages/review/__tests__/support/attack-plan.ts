import type { JsonObject } from "@private-http-api/terraform-json";

/**
 * A plan with a secret in every place that a review reads: names, keys, modules, providers, outputs, ids, messages. It is
 * marked as sensitive in one attribute.
 */
export function attackPlan(secret: string): JsonObject {
  const encoded = {
    base64: Buffer.from(secret).toString("base64"),
    hex: Buffer.from(secret).toString("hex"),
    basic: `Basic ${Buffer.from(`admin:${secret}`).toString("base64")}`,
    url: encodeURIComponent(`${secret}/&=`),
  };
  const all = [secret, ...Object.values(encoded), JSON.stringify(secret)].join(" ");
  const password = { password: secret, identifier: "x" };
  function resource(address: string, change: JsonObject, more: JsonObject = {}): JsonObject {
    const [type = "", name = ""] = address
      .replace(/^(module\.\w+(\["[^"]*"\])?\.)+/, "")
      .replace(/\[.*$/, "")
      .split(".");
    const marks = { before_sensitive: { password: true }, after_sensitive: { password: true }, after_unknown: {} };
    const provider = `registry.terraform.io/${secret}/aws`;
    return { address, mode: "managed", type, name, provider_name: provider, ...more, change: { ...marks, ...change } };
  }
  const update = { actions: ["update"], before: { ...password, deletion_protection: true }, after: password };
  function created(address: string, after: JsonObject): JsonObject {
    return resource(address, { actions: ["create"], before: null, after });
  }
  return {
    format_version: "1.2",
    terraform_version: "1.11.4",
    variables: { pw: { value: secret } },
    resource_changes: [
      resource(`aws_db_instance.d["${secret}"]`, update),
      resource(`module.m["${secret}"].aws_db_instance.d`, update, {
        module_address: `module.m["${secret}"]`,
        previous_address: `aws_db_instance.old["${secret}"]`,
      }),
      resource("aws_db_instance.imp", { ...update, actions: ["no-op"], importing: { id: secret } }),
      resource(
        "aws_db_instance.gone",
        { ...update, actions: ["delete"], after: null },
        { action_reason: `because ${secret}` },
      ),
      resource("aws_db_instance.new", {
        actions: ["delete", "create"],
        replace_paths: [["tags", secret]],
        before: { ...password, tags: { [secret]: "a" } },
        after: { ...password, tags: { [secret]: all } },
      }),
      created("aws_iam_role_policy.p", {
        name: secret,
        role: secret,
        policy: JSON.stringify({
          Statement: [
            {
              Effect: "Allow",
              Action: `s3:${secret}`,
              Resource: `arn:aws:s3:::${secret}/*`,
              Condition: { StringEquals: { "aws:PrincipalTag/x": [secret, encoded.base64, encoded.hex] } },
            },
          ],
        }),
      }),
      created("aws_security_group_rule.r", {
        description: secret,
        security_group_id: secret,
        type: "ingress",
        protocol: "tcp",
        from_port: 1,
        to_port: 1,
        cidr_blocks: ["0.0.0.0/0"],
      }),
      created("aws_lb_listener_rule.r", {
        listener_arn: secret,
        action: [{ type: "redirect", redirect: [{ host: `${secret}.example`, path: `/${encoded.url}` }] }],
        condition: [{ http_header: [{ http_header_name: "x", values: [secret, encoded.basic] }] }],
      }),
      resource("aws_route53_record.r", {
        actions: ["update"],
        before: { name: "a", type: "CNAME", records: ["x"] },
        after: { name: "a", type: "CNAME", records: [`${secret}.example`] },
      }),
      resource("acme_thing.t", { actions: [`repair ${secret}`], before: { a: 1 }, after: { a: secret } }),
    ],
    resource_drift: [
      resource(`aws_db_instance.drift["${secret}"]`, {
        actions: ["update"],
        before: { tags: { a: secret } },
        after: { tags: { a: all }, identifier: secret, description: secret },
      }),
    ],
    output_changes: {
      [secret]: { actions: ["create"], before: null, after: secret, after_sensitive: true },
      plain: { actions: ["update"], before: secret, after: all },
    },
    checks: [
      {
        address: { to_display: `check.${secret}` },
        status: "fail",
        instances: [{ problems: [{ message: `broken: ${all}` }] }],
      },
    ],
    action_invocations: [{ address: `action.aws_lambda_invoke.x["${secret}"]`, type: `aws_lambda_${secret}` }],
    deferred_changes: [
      { reason: `because ${secret}`, resource_change: resource(`aws_db_instance.later["${secret}"]`, update) },
    ],
    deferred_action_invocations: [{ reason: secret, action_invocation: { address: `action.a.b["${secret}"]` } }],
    configuration: {
      provider_config: { aws: { name: "aws", expressions: { region: { constant_value: secret } } } },
      root_module: {
        module_calls: { [secret]: { source: `git::https://user:${secret}@example.com/x`, module: {} } },
        outputs: { plain: { expression: { references: [`var.${secret}`] }, description: secret } },
        variables: { pw: { sensitive: true } },
      },
    },
  };
}
