import { appendFileSync, cpSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { freePort, run } from "@private-http-api/cli-kit";
import { imagesOf } from "../../src/engine/dockerfile-images";
import { ask } from "../../src/moto/ask";
import {
  BOOKSTORE,
  type Deployment,
  describeWith,
  inventory,
  progress,
  RegistryClient,
  TaskContainer,
  type TaskDefinition,
  useDeployment,
} from "@private-http-api/test-support";

jest.setTimeout(60_000);

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
  const deployment = useDeployment({ account, region, baseImages: baseImages(), prepare, withinMs: 600_000 });

  test("all stacks deploy, and a second plan of each finds nothing to do", async () => {
    const { project } = deployment();
    await project.cdktf("deploy", "img-*");
    expect(await project.unsettled(stacks)).toEqual({});
  }, 400_000);

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
  }, 300_000);

  test("one changed source file changes that image, its task definition and its service", async () => {
    const { project } = deployment();
    const before = await Promise.all((["book-service", "author-service"] as const).map(taskDefinition));
    edit(path.join(project.folder, "services/book-service/src/books.ts"), (text) =>
      text.replace("AWS Basics", "AWS Basics, changed"),
    );

    await project.cdktf("synth");
    expect((await project.plannedChanges("img-images")).map(([address]) => address)).toEqual([
      "docker_image.book-service_image_build",
      "docker_registry_image.book-service_image_push",
    ]);
    await project.cdktf("deploy", "img-images");
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
  }, 240_000);

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

  test("destroy leaves nothing but the bucket that was there before, and no container", async () => {
    const { project } = deployment();
    await project.cdktf("destroy", "img-*");
    expect(await inventory(project.env)).toEqual({ "s3 list_buckets": 1 });
    expect(await TaskContainer.left(project.env)).toBe("");
  }, 240_000);

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
