import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { parseDockerfile } from "../../src/tasks/dockerfile";
import { startCommand } from "../../src/tasks/start-command";
import { container } from "../support/containers";
import { temporaryFolder } from "@private-http-api/test-support";

function folder(files: Readonly<Record<string, string>>): string {
  const made = temporaryFolder();
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(made, path)), { recursive: true });
    writeFileSync(join(made, path), content);
  }
  return made;
}

const dockerfile =
  'FROM node\nWORKDIR /app\nCOPY dist/ ./\nENV NODE_ENV=production PORT=8080\nCMD ["node", "server.js"]\n';

test("the Dockerfile's command runs in the folder that COPY brings into WORKDIR, with the image's variables", () => {
  const made = folder({ Dockerfile: dockerfile, "dist/server.js": "" });
  expect(startCommand(container(), made)).toEqual({
    file: "node",
    args: ["server.js"],
    cwd: join(made, "dist"),
    env: { NODE_ENV: "production", PORT: "8080" },
    needs: { program: "node", namedBy: join(made, "Dockerfile") },
  });
});

test("files copied by name count by their folder", () => {
  const text = dockerfile.replace("COPY dist/ ./", 'COPY --chown=1000:1000 ["dist/server.js", "dist/a.js", "/app/"]');
  const made = folder({ Dockerfile: text, "dist/server.js": "", "dist/a.js": "" });
  expect(startCommand(container(), made).cwd).toBe(join(made, "dist"));
});

test("the web process of a Procfile comes before everything else", () => {
  const made = folder({
    Dockerfile: dockerfile,
    Procfile: "# local\nworker: sleep 1\nweb:  go run . \n",
    "package.json": '{"scripts":{"start":"node src/main.js"}}',
  });
  expect(startCommand(container(), made)).toEqual({
    file: "sh",
    args: ["-c", "exec go run ."],
    cwd: made,
    env: {},
    needs: { program: "go", namedBy: join(made, "Procfile") },
  });
});

test.each([
  ["FLAG=1 NAME='a b' go run .", "FLAG=1 NAME='a b' exec go run .", "go"],
  ["go build -o /tmp/x . && /tmp/x", "go build -o /tmp/x . && /tmp/x", "go"],
  ["./run.sh --port $PORT", "exec ./run.sh --port $PORT", "./run.sh"],
  ["$HOME/bin/server", "exec $HOME/bin/server", "sh"],
])("`web: %s` runs `%s` and needs %s", (line, command, program) => {
  const { args, needs } = startCommand(container(), folder({ Procfile: `web: ${line}\n` }));
  expect([args[1], needs.program]).toEqual([command, program]);
});

test("a start script of the folder comes before the Dockerfile", () => {
  const made = folder({ Dockerfile: dockerfile, "package.json": '{"scripts":{"start":"node src/main.js --fast"}}' });
  expect(startCommand(container(), made)).toMatchObject({
    file: "sh",
    args: ["-c", "exec node src/main.js --fast"],
    cwd: made,
  });
});

test("the task definition's command replaces the image's CMD, its entryPoint both", () => {
  const text = dockerfile.replace("CMD", 'ENTRYPOINT ["tini"]\nCMD');
  const made = folder({ Dockerfile: dockerfile, "other/Dockerfile": text, "dist/server.js": "" });
  expect(startCommand(container({ command: ["node", "x.js"] }), made)).toMatchObject({ file: "node", args: ["x.js"] });
  const both = container({ entryPoint: ["init", "--"], command: ["run"] });
  expect(startCommand(both, made)).toMatchObject({ file: "init", args: ["--", "run"] });
  expect(parseDockerfile(text).command).toEqual(["tini", "node", "server.js"]);
});

test("only the last stage counts, and what it copies from other stages is not in the folder", () => {
  const text =
    'FROM a AS build\nWORKDIR /src\nCMD ["build"]\nFROM b\nWORKDIR /app\nCOPY --from=build /src/out ./\n# x\nCMD \\\n  ["run"]\n';
  expect(parseDockerfile(text)).toEqual({ workdir: "/app", command: ["run"], env: {}, copies: [] });
});

test("a stage inherits from the stage that it is built on, by whatever letters it names it", () => {
  const text =
    'FROM --platform=$BUILDPLATFORM node AS Base\nWORKDIR /app\nENV A=1 B=1\nCOPY lib/ ./\nCMD ["node", "server.js"]\n' +
    "FROM base AS build\nENV A=2\nCOPY src/ ./\nFROM base\nENV B=2\nCOPY dist/ ./\n";
  expect(parseDockerfile(text)).toEqual({
    workdir: "/app",
    command: ["node", "server.js"],
    env: { A: "1", B: "2" },
    copies: [
      { sources: ["lib/"], destination: "/app" },
      { sources: ["dist/"], destination: "/app" },
    ],
  });
});

test("an ENTRYPOINT drops the CMD that the stage inherits, and leaves the stage's own", () => {
  const base = 'FROM node AS base\nCMD ["inherited"]\nFROM base\n';
  expect(parseDockerfile(`${base}ENTRYPOINT ["tini"]\n`).command).toEqual(["tini"]);
  expect(parseDockerfile(`${base}CMD ["own"]\nENTRYPOINT ["tini"]\n`).command).toEqual(["tini", "own"]);
});

test.each<[string, Readonly<Record<string, string>>, RegExp]>([
  [
    "nothing that says how to start",
    {},
    /^web: .* has no Procfile, no package\.json with a start script and no Dockerfile;/,
  ],
  ["a Procfile without a web process", { Procfile: "worker: x\n" }, /Procfile has no web process; add a line such as/],
  ["a command in shell form", { Dockerfile: "FROM a\nCMD node x.js\n" }, /has no ENTRYPOINT or CMD in exec form/],
  [
    "a bundle that was not made",
    { Dockerfile: dockerfile },
    /copies dist\/, which does not exist; `npm run bundle` creates it\.$/,
  ],
  ["a broken package.json", { "package.json": "{" }, /is not a valid package\.json; correct it\.$/],
])("%s is said in one line", (_case, files, message) => {
  const made = folder(files);
  expect(() => startCommand(container(), made)).toThrow(message);
});
