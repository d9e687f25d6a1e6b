import { spawn } from "node:child_process";
import { chmodSync, existsSync, readdirSync, rmSync, statSync } from "node:fs";
import path from "node:path";
import { libraries } from "../src/engine/stand-in";
import { earlierCloud, withEngine } from "../src/deploy-local/cloud";
import { discard } from "../src/deploy-local/discard";
import { checkGivenEmulator } from "../src/deploy-local/given-emulator";
import { keepRecord } from "../src/deploy-local/lost-cloud";
import { endedProcesses, readRecord, startingRecord, writeRecord, type CloudRecord } from "../src/deploy-local/record";
import { longestChain } from "../src/deploy-local/longest-chain";
import { deploymentSummary, destructionSummary } from "../src/deploy-local/summary";
import { awsSettings, withSettings } from "../src/moto/aws-environment";
import { startTime } from "@private-http-api/cli-kit";
import { parseUiEvent } from "@private-http-api/terraform-folders";
import { missing } from "../src/tools/prerequisites";
import { temporaryFolder } from "@private-http-api/test-support";

const options = {
  projectFolder: "/project",
  folder: "/project/.deploy-local/dev",
  environment: "dev",
  env: process.env,
  progress: () => undefined,
};

const record: CloudRecord = {
  starting: false,
  lenient: false,
  endpoint: "http://127.0.0.1:5000",
  registryPort: 5001,
  settings: { AWS_ENDPOINT_URL: "http://127.0.0.1:5000", DOCKER_HOST: "unix:///tmp/docker.sock" },
  processes: {},
  importedImages: [],
};

describe("the record of a cloud", () => {
  test("is read as it was written, and absent where none was", () => {
    const folder = temporaryFolder();
    expect(readRecord(folder)).toBeUndefined();
    writeRecord(folder, record);
    expect(readRecord(folder)).toEqual(record);
  });

  test("is its user's alone: the settings may hold credentials", () => {
    const folder = temporaryFolder();
    writeRecord(folder, record);
    expect(statSync(path.join(folder, "cloud.json")).mode & 0o777).toBe(0o600);
    expect(readdirSync(folder)).toEqual(["cloud.json"]);
  });

  test("of a deploy that was killed while it started the cloud is followed by what it had started", async () => {
    const folder = path.join(temporaryFolder({ ".deploy-local/dev/log": "" }), ".deploy-local/dev");
    const child = spawn("sleep", ["60"], { detached: true });
    const identity = { pid: child.pid ?? 0, startTime: (await startTime(child.pid ?? 0)) ?? "" };
    writeRecord(folder, startingRecord({ emulator: identity }));
    const said: string[] = [];
    expect(await earlierCloud(folder, { env: process.env, progress: (line) => said.push(line) })).toBeUndefined();
    expect(await startTime(identity.pid)).toBeUndefined();
    expect(existsSync(folder)).toBe(false);
    expect(said).toEqual(["the last deploy ended before its emulator was ready: starting again"]);
  });

  test("whose folder was removed by hand is known all the same: what it started is stopped, with a line", async () => {
    const folder = path.join(temporaryFolder({ ".deploy-local/dev/log": "" }), ".deploy-local/dev");
    const said: string[] = [];
    const env = { ...process.env, XDG_CACHE_HOME: temporaryFolder() };
    const surroundings = { env, progress: (line: string) => said.push(line) };
    const child = spawn("sleep", ["60"], { detached: true });
    const identity = { pid: child.pid ?? 0, startTime: (await startTime(child.pid ?? 0)) ?? "" };
    keepRecord(folder, { ...record, processes: { emulator: identity } }, env);
    rmSync(folder, { recursive: true });
    expect(await earlierCloud(folder, surroundings)).toBeUndefined();
    expect(await startTime(identity.pid)).toBeUndefined();
    expect(said).toEqual([
      `${folder} was removed while the emulator of the last deploy ran: stopping, and what was deployed is gone`,
    ]);
    expect(await earlierCloud(folder, surroundings)).toBeUndefined();
    expect(said).toHaveLength(1);
  });

  test("of a cloud that ended is taken away, one that runs is gone on with", async () => {
    const folder = temporaryFolder();
    const surroundings = { env: process.env, progress: () => undefined };
    writeRecord(folder, record);
    expect(await earlierCloud(folder, surroundings)).toEqual(record);
    writeRecord(folder, { ...record, registryPort: 1, processes: { engine: { pid: 2 ** 22 + 1, startTime: "" } } });
    expect(await earlierCloud(folder, surroundings)).toBeUndefined();
    expect(existsSync(folder)).toBe(false);
  });

  test("knows a process that ended, and one whose id another process has now", async () => {
    const began = (await startTime(process.pid)) ?? "";
    const processes = {
      alive: { pid: process.pid, startTime: began },
      reused: { pid: process.pid, startTime: "Thu Jan  1 00:00:00 1970" },
      ended: { pid: 2 ** 22 + 1, startTime: began },
    };
    expect(await endedProcesses({ ...record, processes })).toEqual(["reused", "ended"]);
  });

  test("goes with its folder, and with the folder above once that is empty", async () => {
    const root = temporaryFolder({ ".deploy-local/dev/log": "", ".deploy-local/prod/log": "" });
    await discard(path.join(root, ".deploy-local/dev"), undefined, process.env);
    expect(existsSync(path.join(root, ".deploy-local/dev"))).toBe(false);
    await discard(path.join(root, ".deploy-local/prod"), undefined, process.env);
    expect(existsSync(path.join(root, ".deploy-local"))).toBe(false);
  });
});

describe("an engine to serve with", () => {
  test("is the one that answers", async () => {
    const bin = temporaryFolder({ docker: "#!/bin/sh\nexit 0\n" });
    chmodSync(path.join(bin, "docker"), 0o755);
    const surroundings = { env: { PATH: `${bin}:/bin` }, progress: () => undefined };
    expect(await withEngine(record, temporaryFolder(), surroundings)).toBe(record);
  });

  test("is left to the serving to ask for where none can be started: podman may be there", async () => {
    const surroundings = { env: { PATH: temporaryFolder() }, progress: () => undefined };
    expect(await withEngine(record, temporaryFolder(), surroundings)).toBe(record);
  });
});

describe("the summary", () => {
  test("says what was done to each stack, where it runs and how to destroy it", () => {
    const stacks = [
      {
        name: "dev-images",
        changes: { added: 8, changed: 1, destroyed: 0 },
        seconds: 12.4,
        chain: { seconds: 10, resources: ["aws_ecr_repository.a", "docker_image.a"] },
      },
      {
        name: "dev-http-api",
        changes: { added: 0, changed: 0, destroyed: 0 },
        seconds: 2,
        chain: { seconds: 0, resources: [] },
      },
    ];
    const deployment = { cloud: record, stacks, states: "/states", outputs: { api_endpoint: "https://x" } };
    const text = deploymentSummary(deployment, options);
    expect(text.split("\n")).toEqual(
      expect.arrayContaining([
        "  dev-images    8 created, 1 changed, 0 destroyed",
        "  dev-http-api  no change",
        "Applied in 12 s; the longest chain of resources took 10 s of it (1.24 ×)",
        "  dev-images  10 s: aws_ecr_repository.a → docker_image.a",
        "  AWS API       http://127.0.0.1:5000",
        "  images        https://127.0.0.1:5001",
        "  engine        unix:///tmp/docker.sock",
        "  api_endpoint  https://x",
        "Serve it:   npm run deploy:local -- --environment dev --serve",
        "Destroy it: npm run deploy:local -- --environment dev --destroy",
      ]),
    );
  });

  test.each([
    [{}, "was removed with the emulator"],
    [
      { givenEndpoint: "http://127.0.0.1:1" },
      "remains in the emulator at http://127.0.0.1:1, which was not started by this command",
    ],
  ])("of a destroy that was refused says why, and where the rest is: %j", (given, rest) => {
    const text = destructionSummary({ stacks: [], problems: ["prevent_destroy is set"], ...given }, options);
    const gone = "its processes, containers and files are gone";
    expect(text).toBe(`prevent_destroy is set\nDiscarded dev: ${gone}; what could not be destroyed ${rest}`);
  });

  test("of a destroy where nothing is says so", () => {
    expect(destructionSummary(undefined, options)).toBe("Nothing of dev is deployed to an emulator.");
  });
});

test("the longest chain is that of the seconds, not of the most resources", () => {
  function resource(type: string, name: string, dependencies: readonly string[] = [], instances = 1) {
    return { mode: "managed", type, name, instances: Array.from({ length: instances }, () => ({ dependencies })) };
  }
  const state = {
    resources: [
      resource("a", "vpc"),
      resource("a", "subnet", ["a.vpc"], 2),
      resource("a", "endpoint", ["a.subnet", "a.vpc", "data.a.zones"]),
      resource("a", "service", ["a.vpc"]),
      { ...resource("a", "zones"), mode: "data" },
      { ...resource("a", "deep", ["a.service"]), module: "module.m" },
    ],
  };
  const seconds = { "a.vpc": 1, "a.subnet[0]": 1, "a.subnet[1]": 2, "a.endpoint": 3, "a.service": 4.5 };
  expect(longestChain(state, seconds)).toEqual({ seconds: 6, resources: ["a.vpc", "a.subnet", "a.endpoint"] });
  expect(longestChain(state, { ...seconds, "module.m.a.deep": 1 }).resources).toEqual([
    "a.vpc",
    "a.service",
    "module.m.a.deep",
  ]);
  // What did not change takes no time, and is in no chain.
  expect(longestChain(state, { "a.endpoint": 3 })).toEqual({ seconds: 3, resources: ["a.endpoint"] });
  expect(longestChain(state, {})).toEqual({ seconds: 0, resources: [] });
});

describe("settings of the emulator", () => {
  test("take the place of every AWS setting of the caller", () => {
    const caller = { PATH: "/bin", AWS_PROFILE: "work", AWS_ACCESS_KEY_ID: "real", AWS_CA_BUNDLE: "/ca" };
    const env = withSettings(caller, awsSettings(caller, "http://127.0.0.1:1", "eu-west-1"));
    expect(env).toMatchObject({ PATH: "/bin", AWS_REGION: "eu-west-1", AWS_ACCESS_KEY_ID: "emulator" });
    expect(env).not.toHaveProperty("AWS_PROFILE");
    expect(env).not.toHaveProperty("AWS_CA_BUNDLE");
  });

  test("keep the credentials of a caller who names an emulator", () => {
    const caller = { AWS_ENDPOINT_URL: "http://127.0.0.1:1", AWS_ACCESS_KEY_ID: "theirs" };
    expect(awsSettings(caller, "http://127.0.0.1:1", "eu-west-1")).toMatchObject({ AWS_ACCESS_KEY_ID: "theirs" });
  });
});

describe("an emulator that was already running", () => {
  const silent = "http://127.0.0.1:9";

  test("must answer before anything is deployed to it", async () => {
    await expect(checkGivenEmulator(silent, undefined)).rejects.toThrow(
      `AWS_ENDPOINT_URL: no emulator answers at ${silent}; start one, or unset it`,
    );
    await expect(checkGivenEmulator(undefined, { ...record, endpoint: silent })).rejects.toThrow(
      `no emulator answers at ${silent}; start it, or run this with --destroy to forget what was deployed`,
    );
  });

  test("must be the one of the earlier deploy", async () => {
    await expect(checkGivenEmulator("http://127.0.0.1:5002", record)).rejects.toThrow(
      "AWS_ENDPOINT_URL is http://127.0.0.1:5002, but the deployment is in http://127.0.0.1:5000: unset it, or",
    );
  });

  test("is not asked for where one was started here", async () => {
    const processes = { emulator: { pid: 1, startTime: "" } };
    await expect(checkGivenEmulator(undefined, { ...record, endpoint: silent, processes })).resolves.toBeUndefined();
  });
});

test("what is missing is named with what it is for, a line each, and an emulator that is there needs no Python", () => {
  const nothing = { PATH: temporaryFolder() };
  expect(missing(["terraform", "emulator", "registry"], nothing)).toEqual([
    "terraform is not on the PATH: install Terraform 1.11 or newer",
    "python3 is not on the PATH: the AWS emulator and checkov need Python 3.10 or newer, zizmor 3.11",
    "docker-registry is not on the PATH: install the package of this name",
    "openssl is not on the PATH: it makes the certificates of servers on this machine",
  ]);
  expect(missing(["browser"], nothing)).toEqual([
    "neither chromium, chromium-browser nor google-chrome is on the PATH: install one of them",
  ]);
  expect(missing(["emulator"], { ...nothing, AWS_ENDPOINT_URL: "http://127.0.0.1:1" })).toEqual([]);
});

test("libraries of a program are the files that ldd names, the loader included, and no virtual ones", () => {
  const printed = `\tlinux-vdso.so.1 (0x00007ffc5a5f2000)
\tlibdl.so.2 => /lib/x86_64-linux-gnu/libdl.so.2 (0x00007f0000000000)
\tlibgone.so => not found
\t/lib64/ld-linux-x86-64.so.2 (0x00007f0000000001)`;
  expect(libraries(printed)).toEqual(["/lib/x86_64-linux-gnu/libdl.so.2", "/lib64/ld-linux-x86-64.so.2"]);
});

describe("a line of Terraform's machine-readable output", () => {
  test("is an event when it is of a kind that is shown or counted", () => {
    const changes = { add: 1, change: 0, remove: 0, operation: "apply" };
    expect(parseUiEvent(JSON.stringify({ "@level": "info", type: "change_summary", changes }))).toEqual({
      type: "change_summary",
      changes,
    });
  });

  test.each(["", "Initializing...", "{", '{"type":"version"}'])("%j is none", (line) => {
    expect(parseUiEvent(line)).toBeUndefined();
  });
});
