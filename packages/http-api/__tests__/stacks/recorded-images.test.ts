import {
  type ImageBuild,
  type ImageChoice,
  imageBuilds,
  type RecordedImage,
  resolveConfig,
  unrecordedImages,
} from "../../src/index";
import { BOOKSTORE, configOf, inFolder, service, SynthesizedApp } from "@private-http-api/test-support";

const digest = `sha256:${"0f".repeat(32)}`;
const account = "111111111111";
const region = "us-west-2";
const config = configOf({
  books: built("/api/books", "book-service"),
  authors: built("/api/authors", "author-service"),
});

function built(path: string, name: string) {
  return { ...service(path), image: { build: `services/${name}` } };
}

function buildOf(name: string): ImageBuild {
  const { config: resolved } = resolveConfig(config);
  const [environment] = resolved?.environments ?? [];
  if (!resolved || !environment) throw new Error("the sample config is refused");
  const builds: ImageBuild[] = [];
  inFolder(BOOKSTORE, () => {
    builds.push(...imageBuilds(resolved, environment));
  });
  const found = builds.find(({ serviceName }) => serviceName === name);
  if (!found) throw new Error(`no build of ${name}`);
  return found;
}

function synthesize(
  images: Readonly<Record<string, RecordedImage>>,
  { choice = "recorded-sources", ...place }: { choice?: ImageChoice; account?: string; region?: string } = {},
) {
  const record = { shop: { dev: { account, region, ...place, images } } };
  return new SynthesizedApp(config, { images: { record, choice } });
}

function recorded(...names: readonly string[]) {
  return Object.fromEntries(names.map((name) => [name, { tag: buildOf(name).tag, digest }]));
}

function imagesOf(app: SynthesizedApp) {
  return Object.keys(app.json("dev-images").resource["docker_registry_image"] ?? {});
}

function taskImage(app: SynthesizedApp, name: string): string {
  const text = String(app.resources("dev-fargate-vpc-link", "aws_ecs_task_definition")[name]?.container_definitions);
  return /"image":"([^"]+)"/.exec(text)?.[1] ?? "";
}

describe("where every image is recorded", () => {
  const app = synthesize(recorded("books", "authors"));
  const stack = app.json("dev-images");

  test("there is no engine, no password and nothing to build or push", () => {
    expect(Object.keys(stack.resource).sort()).toEqual(["aws_ecr_lifecycle_policy", "aws_ecr_repository"]);
    expect(stack.data).toBeUndefined();
    expect(stack).not.toHaveProperty("provider.docker");
  });

  test("tasks run the recorded digest", () => {
    expect(taskImage(app, "books")).toMatch(new RegExp(`repository_url\\}@${digest}$`));
  });

  test("a state that has what built them lets go of it at the addresses that it had", () => {
    const before = new SynthesizedApp(config).json("dev-images").resource;
    const addresses = ["docker_image", "docker_registry_image"].flatMap((type) =>
      Object.keys(before[type] ?? {}).map((name) => `${type}.${name}`),
    );
    expect(addresses).toHaveLength(4);
    const { removed } = stack as unknown as { removed: { from: string; lifecycle: object }[] };
    expect(removed.map(({ from }) => from).sort()).toEqual(addresses.sort());
    expect(removed.every(({ lifecycle }) => JSON.stringify(lifecycle) === '{"destroy":false}')).toBe(true);
  });
});

test("an image that is not recorded is built, the others are not", () => {
  expect(imagesOf(synthesize(recorded("books")))).toEqual(["authors_image_push"]);
});

test("changed sources are built, unless the recorded image is asked for", () => {
  const images = { ...recorded("authors"), books: { tag: "an-older-one", digest } };
  expect(imagesOf(synthesize(images))).toEqual(["books_image_push"]);
  expect(imagesOf(synthesize(images, { choice: "recorded" }))).toEqual([]);
});

test.each([
  ["another account", { account: "222222222222" }],
  ["another Region", { region: "eu-west-1" }],
  ["a registry that is not AWS's", { choice: "none" as const }],
])("%s never got what is recorded: everything is built", (_where, place) => {
  expect(imagesOf(synthesize(recorded("books", "authors"), place))).toHaveLength(2);
});

test.each<[string, ImageChoice, readonly string[]]>([
  ["recorded", "recorded-sources", []],
  [
    "an-older-one",
    "recorded-sources",
    [
      "dev: the image of books is not recorded, so a deploy builds it on this machine; run npm run images -- dev first, and commit the record",
    ],
  ],
  ["an-older-one", "recorded", []],
])("sources of the tag %s, with %s: %j is said", (tag, choice, lines) => {
  const { config: resolved } = resolveConfig(config);
  if (!resolved) throw new Error("the sample config is refused");
  const images = recorded("books", "authors");
  const books = tag === "recorded" ? {} : { books: { tag, digest } };
  const record = { shop: { dev: { account, region, images: { ...images, ...books } } } };
  const said: string[] = [];
  inFolder(BOOKSTORE, () => {
    said.push(...unrecordedImages({ ...resolved, images: { record, choice } }));
  });
  expect(said).toEqual(lines);
});

test("the stack stays when the last built service gets its image by URI, so that its repository can go", () => {
  const record = { shop: { dev: { account, region, images: {} } } };
  const app = new SynthesizedApp(configOf({ books: service("/api/books") }), {
    images: { record, choice: "recorded-sources" },
  });
  expect(app.ids).toContain("dev-images");
  expect(app.json("dev-images")).not.toHaveProperty("resource");
});
