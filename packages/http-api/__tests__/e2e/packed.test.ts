import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, renameSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { temporaryFolder } from "@private-http-api/test-support";

/** A stack of another project: its own TerraformStack, with the ids and addresses that CDKTF gives. */
const MAIN = `
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { App, TerraformStack } from "cdktf";
import { DiscoveryNamespace, FargateCluster, FargateService, HttpApi, Network, VpcLink } from "@private-http-api/http-api";

const placement = { account: "111111111111", region: "us-west-2" };
const app = new App();
const stack = new TerraformStack(app, "shop");
new AwsProvider(stack, "aws", { region: placement.region });
const network = new Network(stack, "network", {
  name: "shop",
  region: placement.region,
  cidr: "10.0.0.0/16",
  egress: "single-nat",
  zones: ["a", "b"].map((key, index) => ({
    key,
    zone: { name: placement.region + key },
    publicCidr: \`10.0.\${index}.0/24\`,
    privateCidr: \`10.0.\${(index + 1) * 16}.0/20\`,
  })),
});
const cluster = new FargateCluster(stack, "cluster", { name: "shop" });
const namespace = new DiscoveryNamespace(stack, "namespace", { name: "shop.local", vpcId: network.vpcId });
const link = new VpcLink(stack, "link", { name: "shop", network });
const registryArn = namespace.addService("orders");
const orders = new FargateService(stack, "orders", {
  name: "orders",
  prefix: "shop",
  placement,
  network,
  cluster,
  registryArn,
  image: "111111111111.dkr.ecr.us-west-2.amazonaws.com/orders:1.0.0",
  repositoryArn: "arn:aws:ecr:us-west-2:111111111111:repository/orders",
  port: 8080,
  cpu: 256,
  memoryMiB: 512,
  architecture: "X86_64",
  desiredCount: 2,
  environment: { CLUSTER: cluster.clusterName },
  logRetentionDays: 14,
  stopTimeoutSeconds: 45,
  healthCheckGracePeriodSeconds: 60,
  rolloutAlarmNames: ["shop-orders-errors"],
});
link.securityGroup.addConnectionTo(orders.securityGroup, { port: 8080, description: "The API to the tasks of orders" });
orders.startAfter(...network.ready);
new HttpApi(stack, "api", { name: "shop", disableExecuteApiEndpoint: false });
app.synth();
`;

const THIRD_PARTY = ["cdktf", "constructs", "@cdktf/provider-aws", "@cdktf/provider-docker", "@types/node"];
const root = process.cwd();

let folder: string;

beforeAll(() => {
  folder = temporaryFolder({
    "package.json": '{"name":"consumer","private":true,"type":"commonjs"}',
    "main.ts": MAIN,
    "tsconfig.json": JSON.stringify({
      compilerOptions: {
        module: "node20",
        target: "ES2022",
        lib: ["ES2023"],
        types: ["node"],
        strict: true,
        exactOptionalPropertyTypes: true,
        skipLibCheck: true,
      },
      include: ["main.ts"],
    }),
  });
  const tarballs = join(folder, "tarballs");
  execFileSync("npm", ["run", "--silent", "pack", "--", "--out", tarballs], { cwd: root });
  for (const tarball of readdirSync(tarballs)) install(join(tarballs, tarball));
  for (const name of THIRD_PARTY) link(name);
});

/** As npm does: the content into node_modules, the dependencies beside it; the registry's from this repository. */
function install(tarball: string): void {
  const unpacked = temporaryFolder();
  execFileSync("tar", ["-xzf", tarball, "-C", unpacked]);
  const manifest = JSON.parse(readFileSync(join(unpacked, "package/package.json"), "utf8")) as {
    name: string;
    bin?: Record<string, string>;
    dependencies?: Record<string, string>;
  };
  const target = join(folder, "node_modules", manifest.name);
  mkdirSync(dirname(target), { recursive: true });
  execFileSync("cp", ["-r", join(unpacked, "package"), target]);
  for (const name of Object.keys(manifest.dependencies ?? {})) {
    // tsx is for programs that run TypeScript; the compiled packages have to do without.
    if (!name.startsWith("@private-http-api/") && name !== "tsx") link(name);
  }
  for (const [command, file] of Object.entries(manifest.bin ?? {})) {
    mkdirSync(join(folder, "node_modules/.bin"), { recursive: true });
    const program = join(target, file);
    execFileSync("chmod", ["+x", program]);
    symlinkSync(program, join(folder, "node_modules/.bin", command));
  }
}

function link(name: string): void {
  const target = join(folder, "node_modules", name);
  mkdirSync(dirname(target), { recursive: true });
  try {
    symlinkSync(join(root, "node_modules", name), target);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  }
}

function command(name: string, ...args: string[]) {
  const { status, stdout, stderr } = spawnSync(join(folder, "node_modules/.bin", name), args, {
    cwd: folder,
    encoding: "utf8",
  });
  return { status, stdout, stderr };
}

test("another project's stack type-checks, compiles and synthesizes without tsx", () => {
  execFileSync(process.execPath, [resolve(root, "node_modules/typescript/bin/tsc")], { cwd: folder });
  execFileSync(process.execPath, ["main.js"], { cwd: folder });
  const stack = JSON.parse(readFileSync(join(folder, "cdktf.out/stacks/shop/cdk.tf.json"), "utf8")) as {
    resource: Record<string, Record<string, Record<string, unknown>>>;
  };
  const [task] = Object.values(stack.resource["aws_ecs_task_definition"] ?? {});
  expect(task?.["container_definitions"]).toContain('"value":"${aws_ecs_cluster.');
  const [service] = Object.values(stack.resource["aws_ecs_service"] ?? {});
  const names = Object.entries(stack.resource).flatMap(([type, named]) =>
    Object.keys(named).map((name) => `${type}.${name}`),
  );
  // What a service waits for is in the stack under the address that CDKTF gave it.
  for (const address of service?.["depends_on"] as string[]) expect(names).toContain(address);
});

test("review-plan reviews a plan of any project, without CDKTF", () => {
  const [cdktf, hidden] = ["cdktf", "cdktf-hidden"].map((name) => join(folder, "node_modules", name)) as [
    string,
    string,
  ];
  renameSync(cdktf, hidden);
  writeFileSync(
    join(folder, "plan.json"),
    JSON.stringify({
      format_version: "1.2",
      terraform_version: "1.11.4",
      complete: true,
      resource_changes: [],
      configuration: {},
    }),
  );
  expect(command("review-plan", "plan.json")).toMatchObject({
    status: 0,
    stdout: expect.stringContaining("No change") as unknown,
  });
  expect(command("review-plan", "missing.json")).toMatchObject({
    status: 1,
    stderr: expect.stringContaining("missing.json") as unknown,
  });
  renameSync(hidden, cdktf);
});

test("run-http-api has its help, and reads a state", () => {
  const help = command("run-http-api", "--help");
  expect(help.status).toBe(0);
  for (const option of ["--state", "--plan", "--api", "--service", "--run", "--watch"])
    expect(help.stdout).toContain(option);
  writeFileSync(
    join(folder, "empty.tfstate"),
    JSON.stringify({ version: 4, terraform_version: "1.11.4", resources: [] }),
  );
  expect(command("run-http-api", "--state", "empty.tfstate")).toMatchObject({
    status: 1,
    stderr: expect.stringContaining("aws_apigatewayv2_api") as unknown,
  });
});
