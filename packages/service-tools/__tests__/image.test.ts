import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import dockerignore from "@balena/dockerignore";
import { BOOKSTORE } from "@private-http-api/test-support/bookstore";

const FOLDER = join(BOOKSTORE, "services");

/** Instructions of a Dockerfile without comments. */
function instructions(service: string): string[] {
  return readFileSync(join(FOLDER, service, "Dockerfile"), "utf8")
    .split("\n")
    .filter((line) => line !== "" && !line.startsWith("#"));
}

const SERVICES = readdirSync(FOLDER, { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && readdirSync(join(FOLDER, entry.name)).includes("Dockerfile"))
  .map((entry) => entry.name);

describe.each(SERVICES)("the image of %s", (service) => {
  test("is built on a base that a build argument can replace, pinned to a version of a Node LTS line", () => {
    expect(instructions(service).slice(0, 2)).toEqual([
      expect.stringMatching(/^ARG NODE_IMAGE=node:(20|22|24)\.\d+\.\d+-bookworm-slim$/),
      "FROM ${NODE_IMAGE}",
    ]);
  });

  test("takes the bundle and nothing else, and no shell or network to build", () => {
    expect(instructions(service).filter((line) => /^(COPY|ADD|RUN)/.test(line))).toEqual(["COPY dist/ ./"]);
    const ignored = dockerignore().add(readFileSync(join(FOLDER, service, ".dockerignore"), "utf8"));
    const files = ["package.json", "Dockerfile", "src/server.ts", "node_modules/x/index.js", ".env", "dist/.env"];
    const bundle = ["dist/server.js", "dist/healthcheck.js"];
    expect([...files, ...bundle].filter((file) => !ignored.ignores(file))).toEqual(bundle);
  });

  test("runs as a user that is not root by number, with commands that need no shell", () => {
    const lines = instructions(service);
    expect(lines).toContain("USER 1000:1000");
    expect(lines).toContain('CMD ["node", "server.js"]');
    expect(lines).toContainEqual(expect.stringMatching(/^HEALTHCHECK .* CMD \["node", "healthcheck\.js"\]$/));
  });
});

test("both services have an image", () => {
  expect(SERVICES).toEqual(["author-service", "book-service"]);
});
