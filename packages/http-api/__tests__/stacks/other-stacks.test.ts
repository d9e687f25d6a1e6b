import "@private-http-api/test-support/cdktf-matchers";
import { EcrRepository } from "@cdktf/provider-aws/lib/ecr-repository";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { S3Bucket } from "@cdktf/provider-aws/lib/s3-bucket";
import { S3BucketVersioningA } from "@cdktf/provider-aws/lib/s3-bucket-versioning";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { bookstore } from "@private-http-api/test-support/bookstore";
import { configOf, service, SynthesizedApp, twoServices } from "@private-http-api/test-support";

describe("every stack", () => {
  const app = new SynthesizedApp(twoServices());

  test("stops before it touches another account, and tags what it makes", () => {
    for (const id of app.ids) {
      expect(app.text(id)).toHaveProviderWithProperties(AwsProvider, {
        region: "us-west-2",
        allowed_account_ids: ["111111111111"],
        default_tags: [{ tags: { Application: "shop", Environment: "dev", Stack: id } }],
      });
    }
  });

  test.each([
    ["dev-fargate-vpc-link", "shop/dev/fargate-vpc-link.tfstate"],
    ["dev-http-api", "shop/dev/http-api.tfstate"],
  ])("%s keeps its state in the bucket, locked while in use", (id, key) => {
    expect(app.json(id).terraform.backend).toEqual({
      s3: {
        bucket: "shop-dev-111111111111-us-west-2-tfstate",
        key,
        region: "us-west-2",
        allowed_account_ids: ["111111111111"],
        encrypt: true,
        use_lockfile: true,
      },
    });
  });
});

describe("the state", () => {
  test("stack is apart from what 'dev-*' means, and has local state", () => {
    const app = new SynthesizedApp(twoServices());
    expect(app.ids).toEqual(["state-dev", "dev-fargate-vpc-link", "dev-http-api"]);
    expect(app.json("state-dev").terraform.backend).toEqual({
      local: { path: "../../../terraform.shop.state-dev.us-west-2.tfstate" },
    });
  });

  test.each([true, false])("bucket is versioned and never destroyed by a plan, protect: %s or not", (protect) => {
    const text = new SynthesizedApp(configOf({ app: service("/a") }, { protect })).text("state-dev");
    expect(text).toHaveResourceWithProperties(S3Bucket, {
      bucket: "shop-dev-111111111111-us-west-2-tfstate",
      force_destroy: false,
      lifecycle: { prevent_destroy: true },
    });
    expect(text).toHaveResourceWithProperties(S3BucketVersioningA, { versioning_configuration: { status: "Enabled" } });
  });

  test("may be in a bucket that is there already: then there is none to make", () => {
    const app = new SynthesizedApp(
      configOf({ app: service("/a") }, { state: { existingBucket: "our-state", region: "eu-west-1" } }),
    );
    expect(app.ids).toEqual(["dev-fargate-vpc-link", "dev-http-api"]);
    expect(app.json("dev-http-api").terraform.backend).toMatchObject({
      s3: { bucket: "our-state", region: "eu-west-1" },
    });
  });

  test("of another account is never read: readers refuse its credentials as the backend does", () => {
    const { data } = new SynthesizedApp(twoServices()).json("dev-http-api");
    expect(JSON.stringify(data)).toContain('"allowed_account_ids":["111111111111"]');
  });

  test.each([{ existingBucket: "our-state" }, { bucketName: "our-state" }])(
    "remembers its Region where its place would stay the same in another: %j",
    (state) => {
      const json = new SynthesizedApp(configOf({ app: service("/a") }, { state })).json("dev-http-api");
      expect(json.resource["terraform_data"]).toMatchObject({
        "state-region": { input: "us-west-2", lifecycle: { ignore_changes: ["input"] } },
      });
      const own = new SynthesizedApp(twoServices()).json("dev-http-api");
      expect(own.resource).not.toHaveProperty("terraform_data");
    },
  );

  test("may be local: the consumer finds the producer's by a path of no machine", () => {
    const app = new SynthesizedApp(configOf({ app: service("/a") }, { state: "local" }));
    expect(app.ids).toEqual(["dev-fargate-vpc-link", "dev-http-api"]);
    expect(JSON.stringify(app.json("dev-http-api").data)).toContain(
      '"path":"../../../terraform.shop.dev-fargate-vpc-link.us-west-2.tfstate"',
    );
  });
});

describe("the images stack", () => {
  const app = new SynthesizedApp(bookstore);

  test("is not there when nothing is built", () => {
    expect(new SynthesizedApp(twoServices()).ids).not.toContain("dev-images");
  });

  test("keeps tags where they are and scans what comes in", () => {
    expect(app.text("dev-images")).toHaveResourceWithProperties(EcrRepository, {
      name: "bookstore/dev/book-service",
      image_tag_mutability: "IMMUTABLE",
      image_scanning_configuration: { scan_on_push: true },
      force_delete: true,
    });
    // Removing a service's lines removes its repository: what guards it ends with them.
    expect(app.text("prod-images")).toHaveResourceWithProperties(EcrRepository, {
      force_delete: true,
      lifecycle: { prevent_destroy: true },
    });
  });

  test("hands images on by digest", () => {
    const task = app.resources("dev-fargate-vpc-link", "aws_ecs_task_definition")["book-service"];
    expect(task?.container_definitions).toEqual(
      expect.stringMatching(/"image":"\$\{[^}]+repository_url\}@\$\{[^}]+sha256_digest\}"/),
    );
  });

  test("builds from a folder that is the same on every machine", () => {
    expect(app.resources("dev-images", "docker_image")["book-service_image_build"]?.build).toMatchObject({
      context: "../../../services/book-service",
      platform: "linux/amd64",
    });
  });
});

describe("the API stack", () => {
  function routes(app: SynthesizedApp) {
    return Object.values(app.resources("dev-http-api", "aws_apigatewayv2_route"))
      .map(({ route_key }) => route_key)
      .sort();
  }

  test("gives every service its path and what is below, through one integration for the listener", () => {
    const app = new SynthesizedApp(twoServices());
    expect(routes(app)).toEqual([
      "ANY /api/orders",
      "ANY /api/orders/returns",
      "ANY /api/orders/returns/{proxy+}",
      "ANY /api/orders/{proxy+}",
    ]);
    expect(Object.keys(app.resources("dev-http-api", "aws_apigatewayv2_integration"))).toEqual(["api_alb"]);
  });

  test("may leave the choice to the load balancer", () => {
    const app = new SynthesizedApp(configOf({ app: service("/a") }, { api: { routing: "proxy" } }));
    expect(routes(app)).toEqual(["ANY /", "ANY /{proxy+}"]);
  });

  test("has one integration for each listener and Cloud Map service", () => {
    const app = new SynthesizedApp(
      configOf({
        one: service("/one"),
        two: service("/two"),
        three: service("/three", { integration: "nlb" }),
        four: service("/four", { integration: "cloud-map" }),
      }),
    );
    const integrations = app.resources("dev-http-api", "aws_apigatewayv2_integration");
    expect(Object.keys(integrations).sort()).toEqual(["api_alb", "api_four", "api_three"]);
    expect(integrations["api_four"]).toMatchObject({
      integration_type: "HTTP_PROXY",
      connection_type: "VPC_LINK",
      payload_format_version: "1.0",
    });
    expect(integrations["api_four"]?.integration_uri).toContain("aws_service_discovery_service_namespace_four_arn");
  });

  test("says where the API and each service is", () => {
    expect(new SynthesizedApp(twoServices()).json("dev-http-api").output).toEqual({
      api_endpoint: { value: "${aws_apigatewayv2_api.api.api_endpoint}" },
      orders_url: { value: "${aws_apigatewayv2_api.api.api_endpoint}/api/orders" },
      returns_url: { value: "${aws_apigatewayv2_api.api.api_endpoint}/api/orders/returns" },
    });
  });
});

test("what a user writes arrives as it is, and is no template of Terraform's", () => {
  const folder = mkdtempSync(join(tmpdir(), "literal-"));
  writeFileSync(join(folder, "Dockerfile"), "FROM scratch");
  writeFileSync(join(folder, "index.mjs"), "export const handler = async () => ({});");
  const written = { KEY: "a${b}c %{d}", PLAIN: "$5, 10 %" };
  const handed = { KEY: "a$${b}c %%{d}", PLAIN: "$5, 10 %" };
  const code = { source: folder, handler: "index.handler", runtime: "nodejs22.x" };
  const app = new SynthesizedApp(
    configOf(
      { app: service("/a", { image: { build: folder, args: written }, environment: written }) },
      {
        api: { functions: { reports: { path: "/r", ...code, environment: written } } },
      },
    ),
  );
  expect(app.resources("dev-http-api", "aws_lambda_function").reports).toMatchObject({
    environment: { variables: handed },
  });
  expect(app.resources("dev-images", "docker_image")["app_image_build"]).toMatchObject({
    build: { build_args: handed },
  });
  rmSync(folder, { recursive: true });
});
