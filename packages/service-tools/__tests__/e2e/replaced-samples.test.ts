import { existsSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { run } from "@private-http-api/cli-kit";
import { copyRepository, NpmStart, temporaryFolder } from "@private-http-api/test-support";
import { LANGUAGES } from "../../src/new-service/template";

/** Long enough that lines of the templates and of the config break elsewhere. */
const paths = Object.fromEntries(LANGUAGES.map((language) => [`parts-in-${language}`, `/shop/v2/parts/${language}`]));

describe("a copy of the repository whose samples are replaced, whose name, accounts and Regions are others", () => {
  const project = temporaryFolder();
  const env: NodeJS.ProcessEnv = { ...process.env, CI: "true", HTTP_API_CONFIG: "", TEST_TALLY: "" };
  function npm(...args: readonly string[]) {
    return run("npm", args, { cwd: project, env });
  }

  beforeAll(async () => {
    copyRepository(project);
    const samples = Object.keys(services());
    for (const language of LANGUAGES) {
      const name = `parts-in-${language}`;
      await npm("run", "new-service", name, "--", "--path", paths[name] ?? "", "--language", language);
    }
    for (const sample of samples) await npm("run", "remove-service", sample);
    const file = path.join(project, "http-api.config.ts");
    const config = readFileSync(file, "utf8")
      .replace('name: "bookstore"', 'name: "spare-parts"')
      .replaceAll(/"(\d)\1{11}"/g, '"4$1$1$1$1$1$1$1$1$1$1$1"')
      .replaceAll(/region: "[^"]+"/g, 'region: "eu-central-1"');
    writeFileSync(file, config);
  });

  function services(): object {
    const text = readFileSync(path.join(project, "http-api.config.ts"), "utf8");
    const names = [...text.matchAll(/build: "services\/([^"]+)"/g)].map(([, name = ""]) => [name, true] as const);
    return Object.fromEntries(names);
  }

  test("has the new services and nothing of the old ones", () => {
    expect(Object.keys(services())).toEqual(Object.keys(paths));
    for (const name of Object.keys(paths)) expect(existsSync(path.join(project, "services", name))).toBe(true);
    const config = readFileSync(path.join(project, "http-api.config.ts"), "utf8");
    expect(config).not.toMatch(/book|author-service|us-west-2|1{12}/);
  });

  test("has a package-lock.json that npm ci takes, without a network", async () => {
    await npm("ci", "--dry-run", "--offline", "--ignore-scripts");
  });

  test("passes its checks", async () => {
    await npm("run", "check");
  });

  test("passes the application's tests, once the snapshots are taken again", async () => {
    await npm("run", "test:app", "--", "-u");
    await npm("run", "test:app", "--", "--ci");
  });

  test("is served by npm start, every service of it", async () => {
    const run = await NpmStart.begin(project, env);
    try {
      for (const [name, servicePath] of Object.entries(paths)) {
        const answer = await run.firstAnswer(servicePath);
        expect([answer.status, await answer.json()]).toEqual([200, { service: name }]);
        expect((await fetch(`${run.url}${servicePath}/nope`)).status).toBe(404);
      }
    } finally {
      await run.end();
    }
  });
});
