import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { UserError } from "@private-http-api/cli-kit";
import { temporaryFolder } from "@private-http-api/test-support";
import { baseImagesOf } from "../../src/base-images/dockerfile";
import { parseImageName } from "../../src/base-images/image-name";
import { pinBaseImages } from "../../src/base-images/pin";

const old = `sha256:${"1".repeat(64)}`;
const current = `sha256:${"2".repeat(64)}`;

test.each([
  ["node", "registry-1.docker.io", "library/node", "latest"],
  ["node:22", "registry-1.docker.io", "library/node", "22"],
  ["bitnami/node:22", "registry-1.docker.io", "bitnami/node", "22"],
  ["docker.io/node:22", "registry-1.docker.io", "library/node", "22"],
  ["localhost/node:22", "localhost", "node", "22"],
  ["127.0.0.1:5000/team/node:22", "127.0.0.1:5000", "team/node", "22"],
  ["public.ecr.aws/docker/library/node:22", "public.ecr.aws", "docker/library/node", "22"],
  [`node:22@${old}`, "registry-1.docker.io", "library/node", "22"],
  [`node@${old}`, "registry-1.docker.io", "library/node", undefined],
])("%s is looked up where Docker would", (name, registry, repository, tag) => {
  expect(parseImageName(name)).toMatchObject({ registry, repository, tag });
});

const DOCKERFILE = `# syntax=docker/dockerfile:1
ARG GO_IMAGE=golang:1.25
ARG RUN_IMAGE="gcr.io/distroless/static:nonroot"
FROM --platform=$BUILDPLATFORM \${GO_IMAGE} AS Build
ARG VERSION=1
COPY --chown=1:1 --from=busybox:1.37 /bin/sh /bin/sh
FROM scratch AS empty
FROM build AS tested
FROM $RUN_IMAGE
COPY --from=build /app /app
COPY --from=1 /app /app
`;

test("images are found behind ARGs and in COPY, and neither stages nor scratch", () => {
  const { images, problems } = baseImagesOf(DOCKERFILE);
  expect(images).toEqual([
    { name: "golang:1.25", line: 1 },
    { name: "busybox:1.37", line: 5 },
    { name: "gcr.io/distroless/static:nonroot", line: 2 },
  ]);
  expect(problems).toEqual([]);
});

test("an image that is put together, or has no default, is told with its line", () => {
  const { problems } = baseImagesOf("ARG V=22\nARG I=node:$V\nFROM node:${V}-slim\nFROM ${I}\nFROM ${NONE}\n");
  expect(problems).toEqual([
    "3: node:${V}-slim is composed of parts; write the image in one ARG",
    "4: ARG I is composed of parts; write the image in one ARG",
    "5: ${NONE} has no default; give one: ARG NONE=<image> before the first FROM",
  ]);
});

function fileOf(text: string): string {
  const file = path.join(temporaryFolder(), "Dockerfile");
  writeFileSync(file, text);
  return file;
}

test("digests are written beside the tags, everything else stays, and a second run changes nothing", async () => {
  const file = fileOf(DOCKERFILE);
  const asked: string[] = [];
  const props = {
    dockerfiles: [file],
    digestOf: ({ tagged }: { readonly tagged: string }) => {
      asked.push(tagged);
      return Promise.resolve(current);
    },
  };
  expect(await pinBaseImages(props)).toContain(`${file}: golang:1.25@${current} (pinned)`);
  const pinned = readFileSync(file, "utf8");
  expect(pinned.replaceAll(`@${current}`, "")).toBe(DOCKERFILE);
  expect(pinned).toContain(`ARG RUN_IMAGE="gcr.io/distroless/static:nonroot@${current}"`);
  expect(await pinBaseImages(props)).toContain(`${file}: golang:1.25@${current} (as it was)`);
  expect(readFileSync(file, "utf8")).toBe(pinned);
  expect(asked.slice(3)).toEqual(asked.slice(0, 3));
});

test("a tag that moved gets its new digest; a digest without a tag stays", async () => {
  const file = fileOf(`FROM node:22@${old}\nCOPY --from=busybox@${old} / /\n`);
  const said = await pinBaseImages({ dockerfiles: [file], digestOf: () => Promise.resolve(current) });
  expect(said).toEqual([`${file}: node:22@${current} (renewed)`, `${file}: busybox@${old} (as it was)`]);
});

test("no file is written where one image cannot be pinned", async () => {
  const [first, second] = [fileOf("FROM node:22\n"), fileOf("FROM gone:1\nFROM ${NONE}\n")];
  const pinning = pinBaseImages({
    dockerfiles: [first, second],
    digestOf: ({ tagged }) =>
      tagged === "gone:1" ? Promise.reject(new Error("example.com has no such tag")) : Promise.resolve(current),
  });
  await expect(pinning).rejects.toMatchObject({
    lines: [
      `${second}:2: \${NONE} has no default; give one: ARG NONE=<image> before the first FROM`,
      "gone:1: example.com has no such tag",
    ],
  });
  expect(readFileSync(first, "utf8")).toBe("FROM node:22\n");
});

test("files that cannot be read are told one by one, and no file is written", async () => {
  const file = fileOf("FROM node:22\n");
  const [missing, folder] = [`${file}.none`, path.dirname(file)];
  const dockerfiles = [file, missing, folder];
  const said = await pinBaseImages({ dockerfiles, digestOf: () => Promise.resolve(current) }).catch(
    (error: unknown) => (error as UserError).lines,
  );
  expect(said).toEqual([
    `${missing}: cannot be read (ENOENT: no such file or directory, open '${missing}'); name a Dockerfile`,
    `${folder}: cannot be read (EISDIR: illegal operation on a directory, read); name a Dockerfile`,
  ]);
  expect(readFileSync(file, "utf8")).toBe("FROM node:22\n");
});
