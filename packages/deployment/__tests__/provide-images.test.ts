import type { EnvironmentImages, ImageBuild } from "@private-http-api/http-api";
import { provideImages } from "../src/images/provide-images";

const account = "111111111111";
const region = "us-west-2";

function digestOf(digit: string): string {
  return `sha256:${digit.repeat(64)}`;
}

function buildOf(serviceName: string, tag: string): ImageBuild {
  return { serviceName, tag, folder: ".", dockerfile: "Dockerfile", buildArgs: {}, architecture: "X86_64" };
}

/** A registry, a record and a deploy that pushes what the record lacks. */
function bench(pushed: Readonly<Record<string, string>>, builds: readonly ImageBuild[]) {
  const images = new Map(Object.entries(pushed));
  const records: EnvironmentImages[] = [];
  const pushes: string[] = [];
  let failure: Error | undefined;
  async function deploy(): Promise<void> {
    const recorded = records.at(-1)?.images ?? {};
    for (const { serviceName, tag } of builds.filter((each) => recorded[each.serviceName] === undefined)) {
      if (failure) throw failure;
      pushes.push(serviceName);
      images.set(`repository-of-${serviceName}:${tag}`, digestOf(String(pushes.length)));
    }
    return Promise.resolve();
  }
  return {
    records,
    pushes,
    refuse: (error: Error, meanwhile: Readonly<Record<string, string>> = {}) => {
      failure = error;
      for (const [name, digest] of Object.entries(meanwhile)) later.set(name, digest);
    },
    provide: (recorded?: EnvironmentImages) =>
      provideImages({
        builds,
        recorded,
        account,
        region,
        repositoryOf: (service) => `repository-of-${service}`,
        registry: {
          digestOf: (repository, tag) => Promise.resolve(images.get(`${repository}:${tag}`)),
          has: (_repository, digest) => Promise.resolve([...images.values()].includes(digest)),
        },
        record: (all) => records.push(all),
        deploy: async () => {
          try {
            await deploy();
          } finally {
            for (const [name, digest] of later) images.set(name, digest);
          }
        },
        progress: () => undefined,
      }),
  };
}
const later = new Map<string, string>();
beforeEach(() => {
  later.clear();
});

test("what the registry lacks is built and pushed, and recorded by the digest that the registry gave", async () => {
  const { provide, pushes, records } = bench({}, [buildOf("books", "b1")]);
  expect(await provide()).toEqual([
    { service: "books", tag: "b1", digest: digestOf("1"), outcome: "built and pushed" },
  ]);
  expect(pushes).toEqual(["books"]);
  expect(records.at(-1)).toEqual({ account, region, images: { books: { tag: "b1", digest: digestOf("1") } } });
});

test("what an earlier run pushed and did not record is recorded without a push", async () => {
  const { provide, pushes } = bench({ "repository-of-books:b1": digestOf("a") }, [buildOf("books", "b1")]);
  expect(await provide()).toEqual([
    { service: "books", tag: "b1", digest: digestOf("a"), outcome: "found in the registry" },
  ]);
  expect(pushes).toEqual([]);
});

test("what is recorded and there stays as it is", async () => {
  const images = { books: { tag: "b1", digest: digestOf("a") } };
  const { provide, pushes } = bench({ "repository-of-books:b1": digestOf("a") }, [buildOf("books", "b1")]);
  expect(await provide({ account, region, images })).toEqual([
    { service: "books", ...images.books, outcome: "recorded" },
  ]);
  expect(pushes).toEqual([]);
});

test("what is recorded and gone from the registry is built again", async () => {
  const images = { books: { tag: "b1", digest: digestOf("a") } };
  const { provide, pushes } = bench({}, [buildOf("books", "b1")]);
  expect((await provide({ account, region, images }))[0]).toMatchObject({
    digest: digestOf("1"),
    outcome: "built and pushed",
  });
  expect(pushes).toEqual(["books"]);
});

test("a service that is gone goes from the record", async () => {
  const images = { old: { tag: "o1", digest: digestOf("c") } };
  const { provide, records } = bench({ "repository-of-books:b1": digestOf("a") }, [buildOf("books", "b1")]);
  await provide({ account, region, images });
  expect(Object.keys(records.at(-1)?.images ?? {})).toEqual(["books"]);
});

test("a push that ECR refuses because another machine was faster uses that machine's image", async () => {
  const { provide, refuse } = bench({}, [buildOf("books", "b1")]);
  refuse(new Error("tag is immutable"), { "repository-of-books:b1": digestOf("d") });
  expect((await provide())[0]).toMatchObject({ digest: digestOf("d") });
});

test("a build that fails is what is reported, and nothing is recorded of it", async () => {
  const { provide, refuse, records } = bench({}, [buildOf("books", "b1")]);
  refuse(new Error("no engine"));
  await expect(provide()).rejects.toThrow("no engine");
  expect(records.at(-1)?.images).toEqual({});
});
