import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { reviewCommand } from "../src/command";
import { reviewSchema, reviewJsonSchema } from "../src/render/review-schema";
import { planOf } from "./plan-builder";

const root = path.resolve(__dirname, "../../..");

describe("npm run review", () => {
  let folder: string;
  let temporary: string;
  const before = { cwd: process.cwd(), temporary: process.env["TMPDIR"] };

  beforeAll(() => {
    folder = mkdtempSync(path.join(tmpdir(), "review-cli-"));
    temporary = path.join(folder, "tmp");
    mkdirSync(temporary);
    function save(name: string, plan: object): void {
      writeFileSync(path.join(folder, name), JSON.stringify({ ...plan, configuration: {} }));
    }
    save("none.json", planOf([{ address: "aws_vpc.a", before: { id: "1" }, after: { id: "1" } }]));
    save("tag.json", planOf([{ address: "aws_vpc.a", before: { tags: {} }, after: { tags: { a: "b" } } }]));
    save("open.json", planOf([{ address: "aws_lb.a", before: { internal: true }, after: { internal: false } }]));
    save("gone.json", planOf([{ address: "aws_db_instance.a", before: { id: "a" } }]));
    writeFileSync(path.join(folder, "cut.json"), readFileSync(path.join(folder, "open.json")).subarray(0, 100));
    process.chdir(folder);
    process.env["TMPDIR"] = temporary;
  });

  afterAll(() => {
    process.chdir(before.cwd);
    if (before.temporary === undefined) delete process.env["TMPDIR"];
    else process.env["TMPDIR"] = before.temporary;
    rmSync(folder, { recursive: true });
  });

  /** Runs the command in this process. */
  async function review(variables: Readonly<Record<string, string>>, ...args: readonly string[]) {
    const printed = { stdout: "", stderr: "" };
    function into(stream: keyof typeof printed) {
      return {
        write: (text: string | Uint8Array) => ((printed[stream] += String(text)), true),
        isTTY: false,
        columns: 0,
      };
    }
    const env = { PATH: process.env["PATH"], NO_COLOR: "1", ...variables };
    const { signal } = new AbortController();
    const streams = { stdout: into("stdout"), stderr: into("stderr") };
    const status = await reviewCommand({ args, project: folder, env, signal, ...streams });
    return { status, ...printed };
  }

  it.each([
    [0, "none.json", []],
    [2, "tag.json", []],
    [3, "open.json", []],
    [2, "open.json", ["--require-approval", "never"]],
    [3, "tag.json", ["--require-approval", "any-change"]],
    [4, "gone.json", []],
    [2, "gone.json", ["--require-approval", "broadening"]],
    [2, "gone.json", ["--require-approval", "never"]],
    [4, "gone.json", ["--require-approval", "any-change,danger"]],
  ])("ends with %i for %s %j", async (code, file, options) => {
    expect(await review({}, "--plan", file, ...options)).toMatchObject({ status: code, stderr: "" });
  });

  it.each(["terminal", "markdown", "html", "json"])("says the same as %s", async (format) => {
    const { status, stdout } = await review({}, "--plan", "gone.json", "--format", format);
    expect([status, stdout]).toEqual([4, expect.stringMatching(/^(?=[^]*aws_db_instance\.a)[^]*destroyed/)]);
  });

  it("goes by review.config.json, and by --require-approval before it", async () => {
    const file = path.join(folder, "review.config.json");
    writeFileSync(file, '{ "requireApproval": "never", "assumptions": { "requests": 7 } }');
    try {
      expect((await review({}, "--plan", "gone.json")).status).toBe(2);
      expect((await review({}, "--plan", "gone.json", "--require-approval", "danger")).status).toBe(4);
      expect((await review({}, "--plan", "gone.json", "--format", "json")).stdout).toContain('"requests": 7');
      writeFileSync(file, '{ "requireApproval": "no", "accepted": 1 }');
      const { status, stderr } = await review({}, "--plan", "gone.json");
      expect([status, stderr.trim().split("\n")]).toEqual([
        1,
        [
          "review.config.json: accepted: got 1; give a list",
          'review.config.json: requireApproval: got "no"; give "never", or a list of danger, outside, broadening, unjudged, any-change',
        ],
      ]);
    } finally {
      rmSync(file);
    }
  });

  it.each(["0", "", "-5", "nonsense"])("writes for a usual width where COLUMNS is %j", async (columns) => {
    const { status, stdout } = await review({ COLUMNS: columns }, "--plan", "open.json");
    expect(status).toBe(3);
    expect(Math.max(...stdout.split("\n").map(({ length }) => length))).toBeLessThanOrEqual(120);
  });

  it("writes JSON as its schema says, to a file when asked", async () => {
    expect(await review({}, "--plan", "open.json", "--format", "json", "--out", "out.json")).toMatchObject({
      status: 3,
      stdout: "",
    });
    const parsed = reviewSchema.parse(JSON.parse(readFileSync(path.join(folder, "out.json"), "utf8")));
    expect(parsed).toMatchObject({ subject: "open", verdict: { broadens: true } });
  });

  it.each([
    [["--plan", "cut.json"], /^cut\.json: is cut off or damaged JSON \(100 characters\); write it with/],
    [["--plan", "no.json"], /^no\.json: cannot be read \(ENOENT/],
    [[], /^environment: none given; name one/],
    [["dev", "--plan", "none.json"], /^dev: an environment and --plan exclude each other/],
    [["dev"], /cdktf\.json: cannot be read .*; run this in the project.s folder/],
    [
      ["--plan", "none.json", "--format", "pdf"],
      /^option '--format <format>' argument 'pdf' is invalid\. Allowed choices are terminal, markdown, html, json\./,
    ],
    [
      ["--plan", "none.json", "--require-approval", "danger,all"],
      /^option '--require-approval <levels>' argument 'danger,all' is invalid\. Got 'all'; allowed are never, or danger, outside, broadening, unjudged, any-change with commas between\./,
    ],
    [
      ["--plan", "none.json", "--assume", "visits=3"],
      /^--assume visits: not a known name; there are requests, egressGB/,
    ],
    [["--plan", "none.json", "--assume", "logGB=-1"], /^--assume logGB: got -1; give a number of 0 or more/],
    [["--plan", "none.json", "--assume", "egressGB=1e9"], /^--assume egressGB: got 1000000000; give at most 10000000/],
  ])("refuses %j in one line, exit code 1, nothing left", async (args, message) => {
    const { status, stdout, stderr } = await review({}, ...args);
    expect(stderr).toMatch(message);
    expect(stderr.trim().split("\n")).toHaveLength(1);
    expect([status, stdout]).toEqual([1, ""]);
    expect(readdirSync(temporary)).toEqual([]);
  });
});

it("the JSON Schema in the repository is the one that the code checks by", () => {
  const written: unknown = JSON.parse(readFileSync(path.join(root, "packages/review/review.schema.json"), "utf8"));
  expect(written).toEqual(JSON.parse(JSON.stringify(reviewJsonSchema())));
});
