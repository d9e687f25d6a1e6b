import { writeFileSync } from "node:fs";
import path from "node:path";
import { tryRun } from "@private-http-api/cli-kit";
import { findOpenTofu, openTofuSettings } from "@private-http-api/emulator";
import { ejectEnvironment } from "@private-http-api/terraform-folders";
import {
  type Aws,
  describeWith,
  inventory,
  listenerRules,
  type Deployment,
  type PlannedChange,
  runBook,
  temporaryFolder,
  TerraformProject,
  useDeployment,
  withLock,
} from "@private-http-api/test-support";

const account = "333333333333";
const stacks = ["state-e2e", "e2e-fargate-vpc-link", "e2e-http-api"];

function service(name: string, servicePath: string) {
  const digest = "0123456789abcdef".repeat(4);
  return {
    path: servicePath,
    image: { uri: `${account}.dkr.ecr.eu-west-1.amazonaws.com/shop/${name}@sha256:${digest}` },
    healthCheck: { path: `${servicePath}/health` },
  };
}

const news = `arn:aws:sns:eu-west-1:${account}:news`;
const two = {
  "book-service": service("book", "/api/books"),
  "author-service": {
    ...service("author", "/api/authors"),
    uses: [{ topic: news, access: "send", as: "NEWS_TOPIC_ARN" }],
  },
};
const three = { ...two, "review-service": service("review", "/api/books/reviews") };

function config(services: Readonly<Record<string, unknown>>) {
  return { name: "shop", services, environments: { e2e: { account, region: "eu-west-1" } } };
}

/** Examples of docs/own-resources.md; the database would make deploy and destroy two minutes longer. */
const OWN_RESOURCES = `
import { ordersQueue } from "../packages/http-api/examples/own-resources/queue";
import { booksTable } from "../packages/http-api/examples/own-resources/table";
import type { OwnResources } from "@private-http-api/http-api";

export const ownResources: OwnResources = (input) => [booksTable(input), ordersQueue(input)];
`;

function withOwnResources({ project }: Deployment): Promise<void> {
  writeFileSync(path.join(project.folder, "stacks/own-resources.ts"), OWN_RESOURCES);
  return Promise.resolve();
}

describeWith(["terraform", "emulator"], "a config of one's own, deployed with cdktf and the real AWS provider", () => {
  const deployment = useDeployment({
    account,
    region: "eu-west-1",
    config: config(two),
    prepare: withOwnResources,
  });

  test("the state bucket, the producer and the API deploy", async () => {
    const { project } = deployment();
    expect(await inventory(project.env)).toEqual({});
    await project.cdktf("deploy", "state-e2e");
    await project.cdktf("deploy", "e2e-*");
    expect(await project.output("e2e-http-api", "book-service_url")).toMatch(/^https:\/\/.+\/api\/books$/);
  });

  test("a second plan finds nothing to do in any stack", async () => {
    const { project } = deployment();
    expect(await project.unsettled(stacks)).toEqual({});
  });

  test("AWS has a rule and a target group for each service", async () => {
    const { aws } = deployment();
    expect(new Set(await listenerRules(aws))).toEqual(
      new Set([
        { paths: ["/api/books", "/api/books/*"], healthCheck: "/api/books/health" },
        { paths: ["/api/authors", "/api/authors/*"], healthCheck: "/api/authors/health" },
      ]),
    );
  });

  test("AWS has one integration, over the VPC link to the listener, for all routes", async () => {
    const { aws } = deployment();
    const link = await aws.only<{ VpcLinkId: string }>("apigatewayv2", "get_vpc_links", "Items");
    const balancer = await aws.only<{ LoadBalancerArn: string; Scheme: string }>(
      "elbv2",
      "describe_load_balancers",
      "LoadBalancers",
    );
    expect(balancer.Scheme).toBe("internal");
    const listener = await aws.only<{ ListenerArn: string }>("elbv2", "describe_listeners", "Listeners", {
      LoadBalancerArn: balancer.LoadBalancerArn,
    });
    const { ApiId } = await aws.only<{ ApiId: string }>("apigatewayv2", "get_apis", "Items");
    const integration = await aws.only<{ IntegrationId: string }>("apigatewayv2", "get_integrations", "Items", {
      ApiId,
    });
    expect(integration).toMatchObject({
      IntegrationType: "HTTP_PROXY",
      ConnectionType: "VPC_LINK",
      ConnectionId: link.VpcLinkId,
      IntegrationUri: listener.ListenerArn,
    });
    const routes = await aws.list<{ RouteKey: string; Target: string }>("apigatewayv2", "get_routes", "Items", {
      ApiId,
    });
    expect(new Map(routes.map(({ RouteKey, Target }) => [RouteKey, Target]))).toEqual(
      new Map(
        ["/api/authors", "/api/authors/{proxy+}", "/api/books", "/api/books/{proxy+}"].map((route) => [
          `ANY ${route}`,
          `integrations/${integration.IntegrationId}`,
        ]),
      ),
    );
  });

  test("tasks are told where the own resources are, and may use those that the config names", async () => {
    const { aws } = deployment();
    const variables = await variablesOf(aws, "book-service");
    const [table] = await aws.list<string>("dynamodb", "list_tables", "TableNames");
    expect(variables).toMatchObject({
      BOOKS_TABLE: table,
      ORDERS_QUEUE_URL: expect.stringMatching(/shop-e2e-orders$/) as unknown,
    });
    expect(await variablesOf(aws, "author-service")).toMatchObject({ NEWS_TOPIC_ARN: news });
  });

  test("a deploy is refused while another run holds the lock, and goes on once it is released", async () => {
    const { project } = deployment();
    const stack = "e2e-http-api";
    await withLock(project, stack, async () => {
      await expect(project.cdktf("deploy", "e2e-*")).rejects.toThrow("ended with exit code 1");
      // cdktf may end before it has shown all that Terraform said, so Terraform itself is asked why.
      const { exitCode, stderr } = await project.terraform(stack, "plan", "-input=false", "-no-color");
      expect([exitCode, stderr]).toEqual([1, expect.stringContaining("Error acquiring the state lock")]);
    });
    expect(await project.unsettled([stack])).toEqual({});
  });

  test("ejected, the stacks plan as plain Terraform with nothing to do", async () => {
    const { project } = deployment();
    const target = path.join(project.folder, "terraform");
    const outdir = path.join(project.folder, "cdktf.out");
    const folders = ejectEnvironment({ outdir, environment: "e2e", target });
    function inFolder(folder: string, ...args: readonly string[]) {
      return tryRun("terraform", [...args, "-input=false", "-no-color"], { cwd: folder, env: project.env });
    }
    for (const folder of folders) {
      expect(await inFolder(folder, "init")).toMatchObject({ exitCode: 0 });
      expect(await inFolder(folder, "plan", "-detailed-exitcode")).toMatchObject({ exitCode: 0 });
    }
    expect(folders.map((folder) => path.basename(folder))).toEqual(stacks);
  });

  describeWith(["opentofu"], "ejected, for OpenTofu", () => {
    test("the stacks plan with nothing to do", async () => {
      const { project } = deployment();
      const target = path.join(project.folder, "opentofu");
      const outdir = path.join(project.folder, "cdktf.out");
      const folders = ejectEnvironment({ outdir, environment: "e2e", target });
      const env = { ...project.env, ...openTofuSettings(temporaryFolder(), process.env) };
      function tofu(cwd: string, ...args: readonly string[]) {
        return tryRun(findOpenTofu(env) ?? "tofu", [...args, "-input=false", "-no-color"], { cwd, env });
      }
      for (const folder of folders) {
        expect(await tofu(folder, "init")).toMatchObject({ exitCode: 0 });
        expect(await tofu(folder, "plan", "-detailed-exitcode")).toMatchObject({ exitCode: 0 });
      }
    });
  });

  // The dashboard shows every service, so it has to change with them; it is only looked at.
  function belongs([address, actions]: PlannedChange) {
    return actions === "create" ? address.includes("review-service") : address === "aws_cloudwatch_dashboard.dashboard";
  }

  test("a third service is added and nothing else changes but what the dashboard shows", async () => {
    const { project } = deployment();
    project.configure(config(three));
    await project.cdktf("synth");
    for (const stack of stacks.slice(1)) {
      const changes = await project.plannedChanges(stack);
      expect(changes.filter((change) => !belongs(change))).toEqual([]);
      expect(changes).not.toEqual([]);
    }
    await project.cdktf("deploy", "e2e-*");
    expect(await project.unsettled(stacks)).toEqual({});
  });

  test("the rule of the longer path comes before that of the path above it", async () => {
    const { aws } = deployment();
    const order = (await listenerRules(aws)).map(({ paths }) => paths[0]);
    expect(order).toHaveLength(3);
    expect(order.indexOf("/api/books/reviews")).toBeLessThan(order.indexOf("/api/books"));
  });

  describeWith(["aws"], "the run book's commands", () => {
    const names = {
      "bookstore-prod-222222222222-us-west-2-tfstate": "shop-e2e-333333333333-eu-west-1-tfstate",
      "bookstore/prod": "shop/e2e",
      "prod-fargate-vpc-link": "e2e-fargate-vpc-link",
    };
    const stack = "e2e-fargate-vpc-link";

    test("restore the state of before, and list no lock among its versions", async () => {
      const { project } = deployment();
      const [place = "", list = "", get = "", push = ""] = runBook("Restore the state", {
        ...names,
        "<version>": "$V",
      });
      const lost = await project.terraform(stack, "state", "rm", "aws_ecs_cluster.cluster");
      expect(lost).toMatchObject({ exitCode: 0 });
      expect(await project.planExitCode(stack)).toBe(2);

      const listed = await project.shell(`${place}\n${list}`);
      const versions = listed.stdout
        .trim()
        .split("\n")
        .map((line) => line.split("\t")[0] ?? "");
      expect(versions.length).toBeGreaterThan(2);
      const [, before = ""] = versions;
      const restored = await project.shell([place, `V=${before}`, get, push].join("\n"));
      expect(restored).toMatchObject({ exitCode: 0 });
      expect(await project.unsettled([stack])).toEqual({});
    });

    test("release a stale lock from a fresh clone", async () => {
      const { project, cloud } = deployment();
      const [place = "", show = "", synth = "", unlock = ""] = runBook("Release a lock", { ...names, "<ID>": "$ID" });
      const lock = { ID: "8d0e1d5a-6b0e-4d3a-9a55-3b1b1f6f0c11", Operation: "OperationTypeApply", Who: "kim@laptop" };
      const body = JSON.stringify({ ...lock, Created: "2026-01-02T03:04:05Z", Version: "1.11.4", Path: "", Info: "" });
      const put = await project.shell(`${place}\necho '${body}' | aws s3 cp - s3://$B/$K.tflock`);
      expect(put).toMatchObject({ exitCode: 0 });
      expect(await project.planExitCode(stack)).toContain("kim@laptop");

      const clone = new TerraformProject(cloud, config(three));
      await withOwnResources({ ...deployment(), project: clone });
      try {
        const shown = await clone.shell(`${place}\n${show}`);
        const { ID } = JSON.parse(shown.stdout) as { ID: string };
        expect(await clone.shell([`ID=${ID}`, synth, unlock].join("\n"))).toMatchObject({ exitCode: 0 });
      } finally {
        clone.remove();
      }
      expect(await project.unsettled([stack])).toEqual({});
    });
  });

  test("destroy, as docs/deploy.md says it, leaves nothing", async () => {
    const { project } = deployment();
    expect(Object.keys(await inventory(project.env)).length).toBeGreaterThan(10);
    await expect(project.removeState("e2e")).rejects.toThrow("e2e-http-api still has");
    const own = { "npx cdktf destroy": "cdktf destroy --auto-approve", "dev-*": "e2e-*", "-- dev": "-- e2e --yes" };
    const { exitCode, stdout } = await project.shell(runBook("Destroy", own, "deploy.md").join("\n"));
    expect([exitCode, stdout]).toEqual([
      0,
      expect.stringContaining("Removed shop-e2e-333333333333-eu-west-1-tfstate") as unknown,
    ]);
    expect(await inventory(project.env)).toEqual({});
  });
});

/** Environment variables of a service's newest task definition. */
async function variablesOf(aws: Aws, name: string): Promise<Record<string, string>> {
  const definition = await aws.get<{ containerDefinitions: { environment: { name: string; value: string }[] }[] }>(
    "ecs",
    "describe_task_definition",
    "taskDefinition",
    { taskDefinition: `shop-e2e-${name}` },
  );
  const [container] = definition.containerDefinitions;
  return Object.fromEntries((container?.environment ?? []).map((entry) => [entry.name, entry.value]));
}
