import { decodeText, isSavedPlan, parsePlan, readBytes, readPlan } from "@private-http-api/terraform-json";

const HOW = "write it with `terraform show -json <planfile> > plan.json`";

describe("a plan that cannot be read is refused in one line", () => {
  const plan = JSON.stringify({
    format_version: "1.2",
    terraform_version: "1.11.4",
    resource_changes: [],
    configuration: {},
  });
  it.each([
    ["cut off", plan.slice(0, 60), `p.json: is cut off or damaged JSON (60 characters); ${HOW}`],
    ["not JSON", "Terraform will perform", `p.json: is not JSON (22 characters); ${HOW}`],
    ["other JSON", `{"a":1}`, `p.json: is not a Terraform plan (no "format_version"); ${HOW}`],
    [
      "a state",
      `{"format_version":"1.0","terraform_version":"1.11.4","values":{"root_module":{}}}`,
      `p.json: is a state, not a plan (it has none of resource_changes, planned_values, configuration); ${HOW}`,
    ],
    [
      "a later major version",
      `{"format_version":"2.0","terraform_version":"2.1.0","resource_changes":[]}`,
      "p.json: plan format 2.0 of Terraform 2.1.0; formats 0.1 to 1.x can be read, so plan again with Terraform 0.12 to 1.x",
    ],
    [
      "a log",
      `{"@level":"info","type":"version"}\n{"@level":"info","type":"planned_change"}\n`,
      `p.json: is the log of \`terraform plan -json\`, not a plan; ${HOW}`,
    ],
    [
      "half a plan",
      `{"format_version":"1.2","resource_changes":[{"address":"aws_vpc.a"}]}`,
      `p.json: is not a complete Terraform plan (resource_changes.0.mode: Invalid input: expected string, received undefined); ${HOW}`,
    ],
    [
      "a failed run",
      `{"format_version":"1.2","errored":true,"resource_changes":[]}`,
      "p.json: is the incomplete plan of a run that failed; plan again without errors",
    ],
  ])("%s", (_, text, message) => {
    expect(() => parsePlan(text, "p.json")).toThrow(message);
    expect(message).not.toContain("\n");
  });

  it("reads a later minor version and unknown keys", () => {
    expect(parsePlan(`{"format_version":"1.9","novelty":true,"resource_changes":[]}`, "p").format_version).toBe("1.9");
  });

  it("reports a saved plan and a missing file", () => {
    expect(isSavedPlan(Buffer.from("PK\u0003\u0004"))).toBe(true);
    expect(() => readBytes("/nowhere/none", "none")).toThrow(
      /^none: cannot be read \(ENOENT.*\); give the path of a plan/,
    );
  });
});

describe("an entry of a plan", () => {
  const entry = { address: "aws_vpc.a", mode: "managed", type: "aws_vpc", name: "a", change: { actions: ["create"] } };

  function changesOf(...entries: readonly object[]) {
    return parsePlan(JSON.stringify({ format_version: "1.2", resource_changes: entries }), "p.json").resource_changes;
  }

  it.each<[string, object, string]>([
    ["a number as its address", { address: 5 }, "address: Invalid input: expected string, received number"],
    ["no change", { change: undefined }, "change: Invalid input: expected object, received undefined"],
    ["a number as an action", { change: { actions: ["create", 5] } }, "change.actions.1: Invalid input"],
    ["no actions", { change: {} }, "change.actions: Invalid input: expected array"],
    ["an object as its earlier address", { previous_address: {} }, "previous_address: Invalid input"],
    ["a text as a path", { change: { actions: [], replace_paths: ["a"] } }, "change.replace_paths.0: Invalid input"],
  ])("is refused with %s, whatever stands before it", (_, wrong, message) => {
    expect(() => changesOf(entry, { ...entry, ...wrong })).toThrow(`resource_changes.1.${message}`);
  });

  it.each<[string, object, object]>([
    ["null in place of no key", { deposed: null, previous_address: null }, {}],
    ["paths that force a replacement", { change: { actions: [], replace_paths: [["a", 0]] } }, {}],
    ["no address", { address: undefined }, { address: "aws_vpc.a" }],
  ])("is read with %s", (_, written, read) => {
    expect(changesOf(entry, { ...entry, ...written })?.[1]).toMatchObject({ ...entry, ...drop(written), ...read });
  });

  function drop(written: object): object {
    return Object.fromEntries(Object.entries(written).filter(([, value]) => value !== null && value !== undefined));
  }
});

describe("a plan is read whichever tool wrote it", () => {
  const change = { address: "aws_vpc.a", mode: "managed", type: "aws_vpc", name: "a", change: { actions: ["create"] } };
  const plan = { format_version: "1.2", terraform_version: "1.11.4", resource_changes: [change] };
  const text = JSON.stringify(plan);

  it.each(["0.1", "0.2", "1.0", "1.9"])("format %s", (format) => {
    expect(parsePlan(JSON.stringify({ ...plan, format_version: format }), "p").resource_changes).toHaveLength(1);
  });

  it("null instead of a missing key", () => {
    const nulls = { ...change, module_address: null, previous_address: null, deposed: null, action_reason: null };
    const rest = { resource_drift: null, output_changes: null, checks: null, complete: null, errored: null };
    const read = parsePlan(JSON.stringify({ ...plan, ...rest, resource_changes: [nulls] }), "p");
    expect(read.resource_changes?.[0]?.module_address).toBeUndefined();
    expect(read.checks).toBeUndefined();
  });

  it.each([
    ["UTF-8 with a byte order mark", Buffer.from(`\uFEFF${text}`)],
    ["UTF-16, little-endian", Buffer.from(`\uFEFF${text}`, "utf16le")],
    ["UTF-16, little-endian without a byte order mark", Buffer.from(text, "utf16le")],
    ["UTF-16, big-endian", Buffer.from(`\uFEFF${text}`, "utf16le").swap16()],
    ["UTF-16, big-endian without a byte order mark", Buffer.from(text, "utf16le").swap16()],
  ])("%s", (_, bytes) => {
    expect(decodeText(bytes)).toBe(text);
  });

  it.each([
    ["a wrapper", `[command]/bin/terraform-bin show -json plan\n${text}\n\n::debug::Terraform exited with code 0.\n`],
    ["a wrapper that repeats it", `[command]/bin/terraform\n${text}\n::debug::stdout: ${text}\n::debug::exitcode: 0`],
    ["a wrapper with CR LF", `[command]C:\\terraform\r\n${text}\r\n\r\n::debug::Terraform exited\r\n`],
    ["a wrapper around indented JSON", `$ show\n${JSON.stringify(plan, null, 2)}\n::debug::{done}\n`],
  ])("%s", (_, wrapped) => {
    const read = readPlan(wrapped, "p");
    expect(read.plan.resource_changes).toHaveLength(1);
    expect(read.notes.join()).toContain("terraform_wrapper: false");
    expect(readPlan(text, "p").notes).toEqual([]);
  });
});

describe("an entry of the drift without an address", () => {
  const change = { actions: ["update"], before: { a: 1 }, after: { a: 2 } };

  it.each<[Record<string, unknown>, string]>([
    [{ mode: "managed", type: "aws_vpc", name: "v" }, "aws_vpc.v"],
    [
      { module_address: 'module.a["x"]', mode: "managed", type: "aws_vpc", name: "v", index: "k" },
      'module.a["x"].aws_vpc.v["k"]',
    ],
    [{ mode: "managed", type: "aws_vpc", name: "v", index: 0 }, "aws_vpc.v[0]"],
    [{ address: null, mode: "data", type: "aws_vpc", name: "v" }, "data.aws_vpc.v"],
    [{}, "(resource without an address)"],
  ])("%j is read as %s, and said", (entry, address) => {
    const text = JSON.stringify({
      format_version: "1.2",
      resource_changes: [],
      resource_drift: [{ ...entry, change }],
    });
    const { plan, notes } = readPlan(text, "plan.json");
    expect(plan.resource_drift?.map((drifted) => drifted.address)).toEqual([address]);
    expect(notes).toEqual([expect.stringMatching(/^1 entry of resource_drift has no address/)]);
  });
});
