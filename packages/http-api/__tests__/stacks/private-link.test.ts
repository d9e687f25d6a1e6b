import { problemLines } from "../support/problem-lines";
import { configOf, service, SynthesizedApp } from "@private-http-api/test-support";

const PRODUCER = "dev-fargate-vpc-link";
const image = { uri: "111111111111.dkr.ecr.us-west-2.amazonaws.com/team/app:1.0.0" };
const agreed = { image, privateLink: { bypassesAuthorization: true } };
/** Two behind the load balancer, of which one is exposed, and one below the path of the other. */
const services = {
  books: service("/api/books", { ...agreed, authorization: "iam", throttle: { burst: 5, rate: 5 } }),
  prices: service("/api/books/prices", agreed),
  ports: service("/api/ports", { image, integration: "nlb" }),
  inner: { image, containerHealthCheck: { command: ["CMD", "true"] } },
};
const partner = "arn:aws:iam::444444444444:role/partner";
const privateLink = { allow: ["333333333333", partner], services: ["books", "prices"] };

function problems(all: Record<string, unknown>, settings: object = privateLink) {
  return problemLines(configOf(all, { privateLink: settings }));
}

describe("PrivateLink to some of the services", () => {
  const app = new SynthesizedApp(configOf(services, { privateLink }));
  const { alb_private_link: inner, private_link: outer } = app.resources(PRODUCER, "aws_lb_listener");

  test("has a listener of its own, whose rules look at paths and nothing else, deeper ones first", () => {
    const rules = Object.values(app.resources(PRODUCER, "aws_lb_listener_rule"))
      .filter((rule) => rule["listener_arn"] === "${aws_lb_listener.alb_private_link.arn}")
      .sort((a, b) => Number(a["priority"]) - Number(b["priority"]));
    expect(rules.map((rule) => [rule["condition"], (rule["action"] as { type: string }[])[0]?.type])).toEqual([
      [[{ path_pattern: { values: ["/_private-link/health"] } }], "fixed-response"],
      [[{ path_pattern: { values: ["/api/books/prices", "/api/books/prices/*"] } }], "forward"],
      [[{ path_pattern: { values: ["/api/books", "/api/books/*"] } }], "forward"],
    ]);
    expect(inner).toMatchObject({ port: 8080, protocol: "HTTP", default_action: [{ type: "fixed-response" }] });
  });

  test("goes from a load balancer of its own to the application load balancer, once that listens", () => {
    expect(outer).toMatchObject({ port: 80, protocol: "TCP" });
    expect(app.resources(PRODUCER, "aws_lb_target_group")["private_link"]).toMatchObject({
      target_type: "alb",
      protocol: "TCP",
      port: 8080,
      health_check: { path: "/_private-link/health", protocol: "HTTP", matcher: "200" },
    });
    const attachment = app.resources(PRODUCER, "aws_lb_target_group_attachment")["private_link"];
    expect(attachment?.["depends_on"]).toContain("aws_lb_listener_rule.private_link");
    expect(attachment).toMatchObject({
      target_id: "${aws_lb.alb.arn}",
      port: 8080,
    });
    expect(app.resources(PRODUCER, "aws_lb")["private_link"]).toMatchObject({
      internal: true,
      load_balancer_type: "network",
      enforce_security_group_inbound_rules_on_private_link_traffic: "off",
    });
  });

  test("admits the principals of the config, each connection by hand unless it says otherwise", () => {
    const made = app.resources(PRODUCER, "aws_vpc_endpoint_service")["private_link"];
    expect(made).toMatchObject({
      acceptance_required: true,
      allowed_principals: ["arn:aws:iam::333333333333:root", partner],
      network_load_balancer_arns: ["${aws_lb.private_link.arn}"],
      // AWS deletes no load balancer that an endpoint service uses.
      lifecycle: { replace_triggered_by: ["aws_lb.private_link.arn"] },
    });
    expect(made).not.toHaveProperty("supported_regions");
  });

  test("opens the way from its load balancer to that listener, and no other", () => {
    const [into, out] = (["ingress", "egress"] as const).map((direction) =>
      Object.values(app.resources(PRODUCER, `aws_vpc_security_group_${direction}_rule`)).filter((rule) =>
        JSON.stringify(rule).includes("aws_security_group.private_link.id"),
      ),
    );
    expect(into).toMatchObject([{ security_group_id: "${aws_security_group.alb.id}", from_port: 8080, to_port: 8080 }]);
    expect(out).toMatchObject([
      { referenced_security_group_id: "${aws_security_group.alb.id}", from_port: 8080, to_port: 8080 },
    ]);
  });

  test("tells its name, and what a partner's Terraform needs", () => {
    const { output } = app.json(PRODUCER) as unknown as { output: Record<string, { value: string }> };
    expect(output["private_link_service_name"]?.value).toBe("${aws_vpc_endpoint_service.private_link.service_name}");
    expect(output["private_link_terraform"]?.value).toContain(
      'service_name       = "${aws_vpc_endpoint_service.private_link.service_name}"',
    );
  });

  test("ends TLS at the application load balancer where the environment has a certificate", () => {
    const certificateArn = "arn:aws:acm:us-west-2:111111111111:certificate/11111111-2222-3333-4444-555555555555";
    const internalTls = { certificateArn, serverName: "internal.example.com" };
    const tls = new SynthesizedApp(configOf(services, { privateLink, internalTls }));
    const listeners = tls.resources(PRODUCER, "aws_lb_listener");
    expect(listeners["alb_private_link"]).toMatchObject({ port: 8443, protocol: "HTTPS" });
    expect(listeners["private_link"]).toMatchObject({ port: 443, protocol: "TCP" });
    expect(tls.resources(PRODUCER, "aws_lb_target_group")["private_link"]).toMatchObject({
      port: 8443,
      health_check: { protocol: "HTTPS" },
    });
  });

  test("supports the Regions that the config names, and its own", () => {
    const far = new SynthesizedApp(
      configOf(services, { privateLink: { ...privateLink, supportedRegions: ["us-east-1"] } }),
    );
    expect(far.resources(PRODUCER, "aws_vpc_endpoint_service")["private_link"]).toMatchObject({
      supported_regions: ["us-east-1", "us-west-2"],
    });
  });
});

test("without it nothing is made", () => {
  const app = new SynthesizedApp(configOf(services));
  expect(app.resources(PRODUCER, "aws_vpc_endpoint_service")).toEqual({});
  expect(Object.keys(app.resources(PRODUCER, "aws_lb_listener"))).not.toContain("alb_private_link");
});

describe("PrivateLink is refused", () => {
  const { books, ports, inner } = services;

  test.each<[string, Record<string, unknown>, readonly string[], string]>([
    [
      "to a service that has not agreed to it",
      { books: service("/api/books", { image }) },
      ["books"],
      "services.books.privateLink: is missing, and requests through PrivateLink bypass authorizers; give { bypassesAuthorization: true } where the service may answer every principal of privateLink.allow",
    ],
    [
      "to a service that is not there",
      { books },
      ["bocks"],
      'environments.dev.privateLink.services[0]: got "bocks"; no such service; declared: books',
    ],
    [
      "to one that is wrong itself: only what is wrong with it",
      { inner: { ...inner, privateLink: { bypassesAuthorization: true } } },
      ["inner"],
      'services.inner.privateLink: got {"bypassesAuthorization":true}; it applies only to routes of the API, and a service without a path has none; leave it out, or give a path',
    ],
    [
      "to one behind something else",
      { ports },
      ["ports"],
      'environments.dev.privateLink.services[0]: got "ports"; it has integration "nlb", and PrivateLink leads to the application load balancer; set integration to "alb"',
    ],
    [
      "to one without a path",
      { books, inner },
      ["inner"],
      'environments.dev.privateLink.services[0]: got "inner"; it has no path, so no rule of the load balancer can lead to it; give it one',
    ],
    [
      "to one whose path the gateway takes off",
      { books: service("/api/books", { ...agreed, stripPrefix: true, healthCheck: { path: "/health" } }) },
      ["books"],
      'environments.dev.privateLink.services[0]: got "books"; the gateway removes its path, and PrivateLink requests do not pass the gateway; serve the whole path, without stripPrefix',
    ],
    [
      "twice to one",
      { books },
      ["books", "books"],
      'environments.dev.privateLink.services[1]: got "books", which is in the list already; name each once',
    ],
  ])("%s", (_what, all, names, problem) => {
    expect(problems(all, { allow: ["333333333333"], services: names })).toEqual([problem]);
  });

  test.each([
    [{ allow: ["*"] }, 'allow[0]: got "*"'],
    [{ allow: [] }, "allow: "],
    [{ services: [] }, "services: "],
    [{ allow: ["arn:aws-cn:iam::333333333333:root"] }, "allow[0]: got"],
    [{ supportedRegions: ["cn-north-1"] }, "supportedRegions[0]: got"],
  ])("with %j", (settings, start) => {
    const found = problems({ books }, { allow: ["333333333333"], services: ["books"], ...settings });
    expect(found).toEqual([expect.stringContaining(`environments.dev.privateLink.${start}`)]);
  });
});
