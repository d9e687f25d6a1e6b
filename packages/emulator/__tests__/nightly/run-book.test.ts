import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import path from "node:path";
import {
  BOOKSTORE,
  type Deployment,
  describeWith,
  inventory,
  runBook,
  type Substitutions,
  TerraformProject,
  useDeployment,
} from "@private-http-api/test-support";
import { imagesOf } from "../../src/engine/dockerfile-images";
import { makeCertificate } from "../../src/registry/certificate";

const account = "666666666666";
const region = "eu-west-1";
const bucket = `shop-e2e-${account}-${region}-tfstate`;
const producer = "e2e-fargate-vpc-link";
const stacks = ["state-e2e", "e2e-images", producer, "e2e-http-api"];
const source = "services/book-service";
const elsewhere = { uri: `${account}.dkr.ecr.${region}.amazonaws.com/team/app@sha256:${"0123456789abcdef".repeat(4)}` };
/** Kinds of things that belong to no Region. */
const GLOBAL = ["s3 list_buckets", "iam list_roles", "iam list_policies"];

interface Credentials {
  readonly AccessKeyId: string;
  readonly SecretAccessKey: string;
  readonly SessionToken: string;
}

/** What the page says for an application and its environment, and for commands that ask before they act. */
const OWN_NAMES: Substitutions = {
  "bookstore-prod-222222222222-us-west-2-tfstate": bucket,
  bookstore: "shop",
  prod: "e2e",
  "npx cdktf deploy": "cdktf deploy --auto-approve --skip-provider-lock",
  "npx cdktf diff": "cdktf diff --skip-provider-lock",
  "npx cdktf destroy": "cdktf destroy --auto-approve",
  "remove-state -- e2e": "remove-state -- e2e --yes",
  // 2: there are changes; 3 and 4: somebody should approve them.
  "run review -- e2e": "run review -- e2e || [ $? -ge 2 ]",
};

/** The commands of a section, for the environment of this test. */
function commands(section: string, placeholders: Substitutions = {}): readonly string[] {
  return runBook(section, placeholders).map((command) =>
    Object.entries(OWN_NAMES).reduce((all, [text, own]) => all.replaceAll(text, own), command),
  );
}

describeWith(
  ["terraform", "emulator", "docker-provider", "engine", "registry", "aws"],
  "the run book, on an environment that runs",
  () => {
    let secret = "";
    const dockerfile = readFileSync(path.join(BOOKSTORE, source, "Dockerfile"), "utf8");
    const deployment = useDeployment({ account, region, baseImages: imagesOf(dockerfile), prepare });

    async function prepare({ aws }: Deployment): Promise<void> {
      secret = await aws.get("secretsmanager", "create_secret", "ARN", { Name: "shop/token", SecretString: "old" });
    }

    beforeEach(() => {
      deployment().project.configure(config());
    });

    function config(settings: object = {}, environments: object = { e2e: { account, region } }) {
      const app = {
        path: "/api/books",
        integration: "cloud-map",
        image: { build: source },
        healthCheck: { path: "/api/books/health" },
        secrets: { TOKEN: secret },
        ...settings,
      };
      return { name: "shop", services: { app }, environments };
    }

    async function follow(lines: readonly string[], project = deployment().project): Promise<string> {
      const { exitCode, stdout, stderr } = await project.shell(lines.join("\n"));
      if (exitCode !== 0) throw new Error(`${lines.join("\n")}\n${stdout.slice(-4000)}\n${stderr.slice(-4000)}`);
      return stdout;
    }

    /** The commands of Deploy that bring a change to what runs. */
    function deployCommands(): readonly string[] {
      const [, images = "", , , deploy = ""] = commands("Deploy");
      return [images, deploy];
    }

    async function isSettled(): Promise<void> {
      expect(await deployment().project.unsettled(stacks)).toEqual({});
    }

    /** The digest that the service's newest task definition names. */
    async function running(): Promise<string> {
      const { aws } = deployment();
      const found = await aws.get<{ containerDefinitions: { image: string }[] }>(
        "ecs",
        "describe_task_definition",
        "taskDefinition",
        { taskDefinition: "shop-e2e-app" },
      );
      return found.containerDefinitions[0]?.image ?? "";
    }

    /** The deployments of the service, by id. */
    async function rollouts(): Promise<readonly string[]> {
      const { aws } = deployment();
      const found = await aws.only<{ deployments: { id: string }[] }>("ecs", "describe_services", "services", {
        cluster: "shop-e2e",
        services: ["app"],
      });
      return found.deployments.map(({ id }) => id);
    }

    test("is deployed by every command of Deploy, and the last one finds nothing to do", async () => {
      expect(await follow(commands("Deploy"))).toContain("No changes");
      await isSettled();
    });

    test("a deploy that stopped halfway goes on, once what it did not record is imported", async () => {
      const { project } = deployment();
      const [group, service] = ["aws_cloudwatch_log_group.app", "aws_ecs_service.app"];
      expect(await project.terraform(producer, "destroy", "-auto-approve", `-target=${service}`)).toMatchObject({
        exitCode: 0,
      });
      expect(await project.terraform(producer, "state", "rm", group)).toMatchObject({ exitCode: 0 });
      await expect(project.cdktf("deploy", "e2e-*")).rejects.toThrow("ended with exit code 1");
      const again = await project.terraform(producer, "apply", "-auto-approve", "-no-color");
      const [, address = ""] = /already exists[^]*?with (aws_\S+),/i.exec(again.stderr) ?? [];
      expect([address, again.stderr]).toEqual([group, expect.anything()]);
      const section = "Deploy again after a deploy that stopped halfway";
      await follow(commands(section, { "<address>": address, "<id>": "/shop-e2e/app" }));
      await isSettled();
    });

    test("credentials of another account change nothing", async () => {
      const { project, aws } = deployment();
      const before = await inventory(project.env);
      const role = { RoleArn: "arn:aws:iam::222222222222:role/other", RoleSessionName: "other" };
      const other = await aws.get<Credentials>("sts", "assume_role", "Credentials", role);
      const given = `export AWS_ACCESS_KEY_ID=${other.AccessKeyId} AWS_SECRET_ACCESS_KEY=${other.SecretAccessKey} AWS_SESSION_TOKEN=${other.SessionToken}`;
      for (const command of commands("Deploy").filter((each) => each.includes("cdktf deploy"))) {
        const { exitCode, stdout, stderr } = await project.shell(`${given}\n${command}`);
        expect([exitCode, `${stdout}${stderr}`]).toEqual([1, expect.stringContaining("account ID not allowed")]);
      }
      expect(await inventory(project.env)).toEqual(before);
      await isSettled();
    });

    test("a machine without an engine rolls back to the last good commit", async () => {
      const { project, cloud } = deployment();
      const files = ["http-api.config.json", "http-api.images.json", "services"];
      const commit = `git add ${files.join(" ")} ':!services/*/dist' && git -c user.name=kim -c user.email=kim@example.com commit -qm`;
      await follow(["git init -q .", `${commit} good`, "git rev-parse HEAD > good-commit"]);
      const good = await running();
      await follow([`sed -i 's/AWS Basics/&, changed/' ${source}/src/books.ts`, `${commit} bad`]);
      await follow(deployCommands());
      expect(await running()).not.toBe(good);

      const settings = { ...cloud.settings, DOCKER_HOST: "unix:///var/run/there-is-no-engine.sock" };
      const other = new TerraformProject({ settings }, {});
      try {
        await follow(
          [`rm -r services ${String(files[0])}`, "git init -q .", `git fetch -q ${project.folder} HEAD`],
          other,
        );
        const sha = readFileSync(path.join(project.folder, "good-commit"), "utf8").trim();
        const [rollBack = "", recorded = "", byHand = ""] = commands("Roll back", {
          "<last good commit>": sha,
          "<service>": "app",
          "<family>:<older revision>": "shop-e2e-app:1",
        });
        await follow([rollBack], other);
        expect(await running()).toBe(good);
        writeFileSync(path.join(other.folder, source, "src/unused.ts"), "export {};\n");
        await follow([recorded], other);
        expect(await running()).toBe(good);
        await follow([byHand], other);
      } finally {
        other.remove();
      }
      await follow([
        "git reset -q --hard $(cat good-commit)",
        "cdktf deploy --auto-approve --skip-provider-lock 'e2e-*'",
      ]);
      await isSettled();
    });

    test("new tasks read a rotated secret, and no plan shows it", async () => {
      const { project, aws } = deployment();
      const file = path.join(project.folder, "new-value");
      writeFileSync(file, "new");
      const before = await rollouts();
      await follow(commands("Rotate", { "<secret>": secret, "<file with the new value>": file, "<service>": "app" }));
      const value = await aws.get("secretsmanager", "get_secret_value", "SecretString", { SecretId: secret });
      expect(value).toBe("new");
      const after = await rollouts();
      expect(after).toHaveLength(1);
      expect(after).not.toEqual(before);
      await isSettled();
    });

    test("the bounds of the scaling change at once, until the next deploy", async () => {
      const { project } = deployment();
      project.configure(config({ scaling: { min: 1, max: 2 } }));
      await project.cdktf("deploy", "e2e-*");
      await follow(commands("Scale", { "<service>": "app" }));
      expect(await project.plannedChanges(producer)).toEqual([[expect.stringContaining("target"), "update"]]);
      await project.cdktf("deploy", "e2e-*");
      await isSettled();
      project.configure(config());
      await project.cdktf("deploy", "e2e-*");
    });

    test("AWS answers what the sections of alarms ask", async () => {
      const { project, aws } = deployment();
      const { certificateFile, keyFile } = await makeCertificate(project.folder, { env: project.env });
      const files = `--certificate fileb://${certificateFile} --private-key fileb://${keyFile}`;
      const imported = await project.shell(`aws acm import-certificate ${files} --query CertificateArn --output text`);
      const certificate = imported.stdout.trim();
      const placeholders = {
        "<service>": "app",
        "<certificate>": certificate,
        "<certificate file>": certificateFile,
        "<key file>": keyFile,
      };
      const said = await follow(commands("Alarms", placeholders));
      expect(said).toMatch(/^shop-e2e\S*\tAVAILABLE$/m);
      expect(said).toContain("IMPORTED");
      expect(said).toContain("No changes");
      expect(await aws.list("acm", "list_certificates", "CertificateSummaryList")).toHaveLength(1);
    });

    test("a state bucket that was deleted with all versions comes back with its states", async () => {
      const { project } = deployment();
      const [place = "", copy = "", ...replace] = commands("Replace a lost state bucket");
      await follow([place, copy]);
      const versions = `aws s3api list-object-versions --bucket ${bucket} --output json --query`;
      const lost = ["Versions", "DeleteMarkers"].map(
        (kind) =>
          `${versions} '${kind}[].[Key,VersionId]' --output text | while read -r key id; do [ "$key" = None ] || aws s3api delete-object --bucket ${bucket} --key "$key" --version-id "$id"; done`,
      );
      await follow([...lost, `aws s3api delete-bucket --bucket ${bucket}`]);
      expect(await inventory(project.env)).not.toHaveProperty("s3 list_buckets");
      expect(await follow([place, ...replace])).toContain("No changes");
      await isSettled();
    });

    test("the lost state of the state bucket is made of the bucket", async () => {
      const { project } = deployment();
      const state = path.join(project.folder, `terraform.shop.state-e2e.${region}.tfstate`);
      renameSync(state, `${state}.lost`);
      await follow(commands("Keep the state of the state bucket"));
      expect(existsSync(state)).toBe(true);
      await isSettled();
    });

    test("the last service that was built loses its repository when it becomes a uri", async () => {
      const { project } = deployment();
      expect(await inventory(project.env)).toMatchObject({ "ecr describe_repositories": 1 });
      project.configure(config({ image: elsewhere }));
      await follow(commands("Remove a service"));
      expect(await inventory(project.env)).not.toHaveProperty("ecr describe_repositories");
      expect(readFileSync(path.join(project.folder, "http-api.images.json"), "utf8")).not.toContain("sha256");
      await isSettled();
    });

    test("an environment that left the config is named, keeps what it has, and is there again when it is put back", async () => {
      const { project } = deployment();
      const before = await inventory(project.env);
      project.configure(config({ image: elsewhere }, { other: { account, region } }));
      const { stderr } = await project.shell("npm run synth");
      expect(stderr).toContain("environments.e2e: is recorded in");
      await expect(project.cdktf("destroy", "e2e-*")).rejects.toThrow();
      expect(await inventory(project.env)).toEqual(before);
      project.configure(config({ image: elsewhere }));
      await project.cdktf("synth");
      for (const stack of stacks) expect(await project.terraform(stack, "init")).toMatchObject({ exitCode: 0 });
      await isSettled();
    });

    test("it moves to another Region beside itself, and each of both is destroyed", async () => {
      const { project } = deployment();
      const there = { ...project.env, AWS_REGION: "eu-central-1", AWS_DEFAULT_REGION: "eu-central-1" };
      const copied = await project.shell(
        "aws secretsmanager create-secret --region eu-central-1 --name shop/token --secret-string new --query ARN --output text",
      );
      const services = { app: { secrets: { TOKEN: copied.stdout.trim() } } };
      project.configure(config({}, { e2e: { account, region }, e2eeu: { account, region: "eu-central-1", services } }));
      const before = await inventory(project.env);
      await follow(commands("Move to another Region"));
      const regional = Object.entries(before).filter(([kind]) => !GLOBAL.includes(kind));
      expect(await inventory(there)).toMatchObject(Object.fromEntries(regional));
      const [notProtected = "", ...destroy] = commands("Destroy");
      expect(notProtected).toContain("protect: false");
      await follow(destroy);
      const left = Object.entries(await inventory(project.env)).filter(([kind]) => !GLOBAL.includes(kind));
      expect(Object.fromEntries(left)).toEqual({});
      // What is left of both Regions together is the other's.
      await follow(destroy.map((command) => command.replaceAll("e2e", "e2eeu")));
      expect([await inventory(project.env), await inventory(there)]).toEqual([{}, {}]);
    });
  },
);
