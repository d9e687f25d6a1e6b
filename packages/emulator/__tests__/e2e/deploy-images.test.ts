import { appendFileSync, cpSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { freePort, run } from "@private-http-api/cli-kit";
import { imagesOf } from "../../src/engine/dockerfile-images";
import { ask } from "../../src/moto/ask";
import type { ImageRecord } from "@private-http-api/http-api";
import {
  BOOKSTORE,
  type Deployment,
  describeWith,
  inventory,
  progress,
  RegistryClient,
  TaskContainer,
  type TaskDefinition,
  TerraformProject,
  unrecorded,
  useDeployment,
} from "@private-http-api/test-support";

const account = "111111111111";
const region = "us-west-2";
const bucket = "state-of-the-images-test";
const stacks = ["img-images", "img-fargate-vpc-link", "img-http-api"];
const paths = {
  "book-service": "/api/books",
  "author-service": "/api/authors",
  "parts-in-python": "/api/example",
} as const;
type Name = keyof typeof paths;
const services = Object.keys(paths) as Name[];
const TEMPLATES = "packages/service-tools/templates";

describeWith(["terraform", "emulator", "docker-provider", "engine", "registry"], "images, built and pushed", () => {
  let rollback: TerraformProject | undefined;
  const deployment = useDeployment({ account, region, baseImages: baseImages(), prepare });

  test("all stacks deploy, and a second plan of each finds nothing to do", async () => {
    const { project } = deployment();
    await project.cdktf("deploy", "img-*");
    expect(unrecorded(deployment().calls(), "apply")).toEqual([]);
    expect(await project.unsettled(stacks)).toEqual({});
    expect(unrecorded(deployment().calls(), "plan")).toEqual([]);
  });

  test.each(services)("%s runs the digest that was pushed, as its task definition says", async (name) => {
    const { project } = deployment();
    const task = await taskDefinition(name);
    const [repository = "", digest = ""] = task.containerDefinitions[0].image.split("@");
    expect(await registry().has(repository.replace(/^[^/]+\//, ""), digest)).toBe(true);

    const container = await TaskContainer.start(task, project.env);
    try {
      await container.healthy();
      expect((await fetch(`${container.baseUrl}${paths[name]}/health`)).status).toBe(200);
      const settings = "{{.Config.User}} {{.HostConfig.ReadonlyRootfs}} {{.HostConfig.CapDrop}}";
      expect(await container.inspect(settings)).toBe("1000:1000 true [ALL]");
    } finally {
      expect(await container.stop()).toBe(0);
    }
  });

  test("a compiled service is built in its Dockerfile's two stages, and runs without anything else in the image", async () => {
    const { project, cloud } = deployment();
    const python = await taskDefinition("parts-in-python");
    const image = `127.0.0.1:${String(cloud.registryPort)}/templates/go:1`;
    // The engine that the tests start has no bridge, which a RUN under BuildKit would want.
    const env = { ...project.env, DOCKER_BUILDKIT: "0" };
    await run("docker", ["build", "--quiet", "--network", "host", "--tag", image, path.join(TEMPLATES, "go")], { env });
    await run("docker", ["push", "--quiet", image], { env });
    const [definition] = python.containerDefinitions;
    const container = await TaskContainer.start({ ...python, containerDefinitions: [{ ...definition, image }] }, env);
    try {
      await container.healthy();
      expect(await (await fetch(`${container.baseUrl}/api/example`)).json()).toEqual({ service: "example-service" });
    } finally {
      expect(await container.stop()).toBe(0);
    }
  });

  test("`npm run images` records what was pushed without pushing it again, and every plan is empty without an engine", async () => {
    const { project } = deployment();
    const before = await Promise.all(services.map(taskDefinition));
    expect(await project.images("img")).toContain("(found in the registry)");
    const elsewhere = checkout();
    await elsewhere.cdktf("synth");
    for (const stack of stacks) expect(await elsewhere.terraform(stack, "init")).toMatchObject({ exitCode: 0 });
    expect(await elsewhere.unsettled(stacks)).toEqual({});
    expect(await Promise.all(services.map(taskDefinition))).toEqual(before);
    expect(await registry().tags("shop/img/book-service")).toHaveLength(1);
    elsewhere.remove();
  });

  test("one changed source file changes that image, its task definition and its service", async () => {
    const { project } = deployment();
    const before = await Promise.all((["book-service", "author-service"] as const).map(taskDefinition));
    rollback = checkout();
    edit(path.join(project.folder, "services/book-service/src/books.ts"), (text) =>
      text.replace("AWS Basics", "AWS Basics, changed"),
    );

    const said = await project.images("img");
    expect(said).toMatch(/book-service: .*\(built and pushed\)\nparts-in-python: .*\(recorded\)/);
    expect(await project.plannedChanges("img-fargate-vpc-link")).toEqual([
      ["aws_ecs_service.book-service", "update"],
      ["aws_ecs_task_definition.book-service", "create+delete"],
    ]);
    await project.cdktf("deploy", "img-*");

    const after = await Promise.all((["book-service", "author-service"] as const).map(taskDefinition));
    expect(after[0]).not.toEqual(before[0]);
    expect(after[1]).toEqual(before[1]);
    expect(await registry().tags("shop/img/book-service")).toHaveLength(2);
    expect(await registry().tags("shop/img/author-service")).toHaveLength(1);
    expect(await project.unsettled(stacks)).toEqual({});
  });

  test("the engine runs the changed image", async () => {
    const { project } = deployment();
    const container = await TaskContainer.start(await taskDefinition("book-service"), project.env);
    try {
      await container.healthy();
      const response = await fetch(`${container.baseUrl}/api/books/6`);
      expect(await response.json()).toMatchObject({ title: "AWS Basics, changed" });
    } finally {
      await container.stop();
    }
  });

  test("a file that is no part of the image changes nothing", async () => {
    const { project } = deployment();
    appendFileSync(path.join(project.folder, "services/book-service/package.json"), "\n");
    await project.cdktf("synth");
    expect(await project.unsettled(["img-images"])).toEqual({});
  });

  test("an image whose record was lost is recorded again without a push", async () => {
    const { project } = deployment();
    const record = path.join(project.folder, "http-api.images.json");
    const recorded = readFileSync(record, "utf8");
    rmSync(record);
    expect(await project.images("img")).not.toContain("(built and pushed)");
    expect(readFileSync(record, "utf8")).toBe(recorded);
    expect(await registry().tags("shop/img/book-service")).toHaveLength(2);
  });

  test("an older checkout on a machine without images and without an engine rolls back", async () => {
    if (rollback === undefined) throw new Error("no older checkout");
    await rollback.cdktf("deploy", "img-*");
    expect(await rollback.unsettled(stacks)).toEqual({});
    const container = await TaskContainer.start(await taskDefinition("book-service"), deployment().project.env);
    try {
      await container.healthy();
      expect(await (await fetch(`${container.baseUrl}/api/books/6`)).json()).toMatchObject({ title: "AWS Basics" });
    } finally {
      await container.stop();
      rollback.remove();
    }
  });

  test("an image that was deleted from the registry is built again and recorded by its new digest", async () => {
    const { project } = deployment();
    const record = path.join(project.folder, "http-api.images.json");
    const recorded = JSON.parse(readFileSync(record, "utf8")) as ImageRecord;
    const tag = recorded["shop"]?.["img"]?.images["author-service"]?.tag ?? "";
    const parameters = { repositoryName: "shop/img/author-service", imageIds: [{ imageTag: tag }] };
    await ask([{ service: "ecr", operation: "batch_delete_image", parameters }], { env: project.env, progress });
    expect(await project.images("img")).toMatch(/author-service: .*\(built and pushed\)/);
    expect(await registry().tags("shop/img/author-service")).toEqual([tag]);
  });

  test("destroy leaves nothing but the bucket that was there before, and no container", async () => {
    const { project } = deployment();
    await project.cdktf("destroy", "img-*");
    expect(await inventory(project.env)).toEqual({ "s3 list_buckets": 1 });
    expect(await TaskContainer.left(project.env)).toBe("");
  });

  /** The project as it is, on a machine that has its own checkout and no engine. */
  function checkout(): TerraformProject {
    const { cloud, project } = deployment();
    const settings = { ...cloud.settings, DOCKER_HOST: "unix:///var/run/there-is-no-engine.sock" };
    const other = new TerraformProject({ settings }, {});
    for (const name of ["services", "http-api.config.json", "http-api.images.json"]) {
      cpSync(path.join(project.folder, name), path.join(other.folder, name), {
        recursive: true,
        filter: (source) => !["dist", "node_modules"].includes(path.basename(source)),
      });
    }
    return other;
  }

  async function prepare({ project }: Deployment): Promise<void> {
    cpSync(path.join(TEMPLATES, "python"), path.join(project.folder, "services/parts-in-python"), { recursive: true });
    const settings = await Promise.all(services.map(async (name) => [name, service(name, await freePort())] as const));
    project.configure({
      name: "shop",
      services: Object.fromEntries(settings),
      environments: { img: { account, region, state: { existingBucket: bucket } } },
    });
    const parameters = { Bucket: bucket, CreateBucketConfiguration: { LocationConstraint: region } };
    await ask([{ service: "s3", operation: "create_bucket", parameters }], { env: project.env, progress });
  }

  /** What the services' Dockerfiles say that they are built on. */
  function baseImages(): readonly string[] {
    const dockerfiles = ["services/book-service/Dockerfile"]
      .map((file) => path.join(BOOKSTORE, file))
      .concat(["python", "go"].map((language) => `${TEMPLATES}/${language}/Dockerfile`));
    return dockerfiles.flatMap((file) => imagesOf(readFileSync(file, "utf8")));
  }

  /** The registry that plays ECR. */
  function registry(): RegistryClient {
    const { registryPort = 0, settings } = deployment().cloud;
    return new RegistryClient(registryPort, settings["SSL_CERT_FILE"] ?? "");
  }

  function service(name: Name, port: number) {
    return {
      path: paths[name],
      port,
      image: { build: `services/${name}` },
      healthCheck: { path: `${paths[name]}/health` },
    };
  }

  async function taskDefinition(name: string): Promise<TaskDefinition> {
    const { aws } = deployment();
    const cluster = await aws.only<string>("ecs", "list_clusters", "clusterArns");
    const found = await aws.only<{ taskDefinition: string }>("ecs", "describe_services", "services", {
      cluster,
      services: (await aws.list<string>("ecs", "list_services", "serviceArns", { cluster })).filter((arn) =>
        arn.endsWith(name),
      ),
    });
    return aws.get("ecs", "describe_task_definition", "taskDefinition", { taskDefinition: found.taskDefinition });
  }
});

function edit(file: string, change: (text: string) => string): void {
  writeFileSync(file, change(readFileSync(file, "utf8")));
}
