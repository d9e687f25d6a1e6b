import { appendFileSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { freePort } from "@private-http-api/cli-kit";
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
const services = ["book-service", "author-service"] as const;
const health = { "book-service": "/api/books/health", "author-service": "/api/authors/health" };

describeWith(["terraform", "emulator", "docker-provider", "engine", "registry"], "images, built and pushed", () => {
  const deployment = useDeployment({ account, region, baseImages: [baseImage()], prepare, withinMs: 600_000 });

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
      expect((await fetch(`${container.baseUrl}${health[name]}`)).status).toBe(200);
      const settings = "{{.Config.User}} {{.HostConfig.ReadonlyRootfs}} {{.HostConfig.CapDrop}}";
      expect(await container.inspect(settings)).toBe("1000:1000 true [ALL]");
    } finally {
      expect(await container.stop()).toBe(0);
    }
  });

  test("one changed source file changes that image, its task definition and its service", async () => {
    const { project } = deployment();
    const before = await Promise.all(services.map(taskDefinition));
    const source = path.join(project.folder, "services/book-service/src/books.ts");
    writeFileSync(source, readFileSync(source, "utf8").replace("AWS Basics", "AWS Basics, changed"));

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

    const after = await Promise.all(services.map(taskDefinition));
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
    const ports = { books: await freePort(), authors: await freePort() };
    project.configure({
      name: "shop",
      services: {
        "book-service": service("book-service", "/api/books", ports.books),
        "author-service": service("author-service", "/api/authors", ports.authors),
      },
      environments: { img: { account, region, state: { existingBucket: bucket } } },
    });
    const parameters = { Bucket: bucket, CreateBucketConfiguration: { LocationConstraint: region } };
    await ask([{ service: "s3", operation: "create_bucket", parameters }], { env: project.env, progress });
  }

  /** What the services' Dockerfiles say that they are built on. */
  function baseImage(): string {
    const dockerfile = readFileSync(path.join(BOOKSTORE, "services/book-service/Dockerfile"), "utf8");
    return /NODE_IMAGE=(\S+)/.exec(dockerfile)?.[1] ?? "";
  }

  /** The registry that plays ECR. */
  function registry(): RegistryClient {
    const { registryPort = 0, settings } = deployment().cloud;
    return new RegistryClient(registryPort, settings["SSL_CERT_FILE"] ?? "");
  }

  function service(name: string, servicePath: string, port: number) {
    return {
      path: servicePath,
      port,
      image: { build: `services/${name}` },
      healthCheck: { path: `${servicePath}/health` },
    };
  }

  async function taskDefinition(name: string): Promise<TaskDefinition> {
    const { project, aws } = deployment();
    const cluster = await aws.only<string>("ecs", "list_clusters", "clusterArns");
    const found = await aws.only<{ taskDefinition: string }>("ecs", "describe_services", "services", {
      cluster,
      services: (await aws.list<string>("ecs", "list_services", "serviceArns", { cluster })).filter((arn) =>
        arn.endsWith(name),
      ),
    });
    const parameters = { taskDefinition: found.taskDefinition };
    const [answer] = await ask([{ service: "ecs", operation: "describe_task_definition", parameters }], {
      env: project.env,
      progress,
    });
    return (answer as { taskDefinition: TaskDefinition }).taskDefinition;
  }
});
