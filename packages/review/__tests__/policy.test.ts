import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { policyJsonSchema, policySchema } from "../src/policy/policy-schema";
import { readPolicy } from "../src/policy/read-policy";
import { renderHtml } from "../src/render/html";
import { renderMarkdown } from "../src/render/markdown";
import { renderTerminal } from "../src/render/terminal";
import { exitCodeOf } from "../src/review";
import { type BuiltChange, reviewedPlans, reviewOf } from "./plan-builder";

const gone: BuiltChange = { address: "aws_db_instance.main", before: { identifier: "main" } };
const open: BuiltChange = {
  address: "aws_security_group_rule.ssh",
  after: {
    ...{ type: "ingress", security_group_id: "sg-1", protocol: "tcp", from_port: 22, to_port: 22 },
    cidr_blocks: ["0.0.0.0/0"],
  },
};

function accepting(fingerprints: readonly string[], expires = "2027-01-31") {
  return { accepted: fingerprints.map((fingerprint) => ({ fingerprint, reason: "agreed in issue 12", expires })) };
}

function fingerprintsOf(changes: readonly BuiltChange[]): readonly string[] {
  const { danger, network, exposure, iam, notJudged } = reviewOf(changes);
  return [...danger, ...network, ...exposure, ...iam, ...notJudged]
    .filter(({ asks }) => asks)
    .map(({ fingerprint }) => fingerprint);
}

describe("a finding that the policy file accepts", () => {
  const today = "2027-01-31";

  it("asks for no approval until its day is over, and is still shown with the reason", () => {
    const fingerprints = fingerprintsOf([gone, open]);
    expect(fingerprints).toHaveLength(2);
    const plans = reviewedPlans([gone, open], { policy: accepting(fingerprints), today });
    expect(exitCodeOf(plans.review)).toBe(2);
    expect(plans.review.verdict.line).toContain("2 accepted beforehand");
    for (const text of [
      renderMarkdown(plans.review),
      renderHtml(plans.review, plans.picture()),
      renderTerminal(plans.review, { colour: false, width: 200 }),
    ]) {
      expect(text).toContain("aws_db_instance.main");
      expect(text).toContain("accepted: agreed in issue 12");
    }
  });

  it("asks again on the day after, and the entry is told to be expired", () => {
    const review = reviewOf([gone], { policy: accepting(fingerprintsOf([gone])), today: "2027-02-01" });
    expect(exitCodeOf(review)).toBe(4);
    expect(review.idleAcceptances).toEqual([
      expect.objectContaining({ state: "expired", reason: "agreed in issue 12" }),
    ]);
    expect(renderMarkdown(review)).toContain("expired: accept it again with a later date, or remove it");
  });

  it("leaves other findings as they are", () => {
    const review = reviewOf([gone, open], { policy: accepting(fingerprintsOf([open])), today });
    expect([exitCodeOf(review), review.verdict.approvals]).toEqual([4, ["danger"]]);
  });

  it("is another one when it becomes worse", () => {
    function shortens(to: number): BuiltChange {
      return {
        address: "aws_cloudwatch_log_group.a",
        before: { retention_in_days: 90 },
        after: { retention_in_days: to },
      };
    }
    const policy = accepting(fingerprintsOf([shortens(30)]));
    const review = reviewOf([shortens(1)], { policy, today });
    expect([exitCodeOf(review), review.idleAcceptances[0]?.state]).toEqual([4, "matches nothing"]);
  });

  it("is never the loss of Terraform's states", () => {
    const bucket: BuiltChange = { address: "aws_s3_bucket.state", before: { bucket: "states", id: "states" } };
    const stateBuckets = ["states"];
    const { danger } = reviewOf([bucket], { policy: { stateBuckets } });
    const policy = { ...accepting(danger.map(({ fingerprint }) => fingerprint)), stateBuckets };
    const review = reviewOf([bucket], { policy, today });
    expect([exitCodeOf(review), review.idleAcceptances[0]?.state]).toEqual([4, "never acceptable"]);
  });

  it("has a fingerprint that tells nothing of what is sensitive", () => {
    function secret(value: string): BuiltChange {
      const values = { name: value, engine: "x" };
      return { address: `aws_memorydb_user.a`, before: values, after: null, before_sensitive: { name: true } };
    }
    const [one, other] = ["hunter-two", "hunter-three"].map((value) => reviewOf([secret(value)]));
    expect(one?.danger.concat(one.notJudged as never)).toEqual(other?.danger.concat(other.notJudged as never));
  });
});

describe("fingerprints", () => {
  it("are shown where approval is asked for, in every format, and nowhere else", () => {
    const plans = reviewedPlans([gone]);
    const fingerprint = plans.review.danger[0]?.fingerprint ?? "none";
    expect(fingerprint).toMatch(/^[0-9a-f]{16}$/);
    expect(renderMarkdown(plans.review)).toContain(`\`${fingerprint}\``);
    expect(renderHtml(plans.review, plans.picture())).toContain(fingerprint);
    expect(renderTerminal(plans.review, { colour: false, width: 160 })).toContain(fingerprint);
    expect(renderMarkdown(reviewOf([gone], { approval: "never" }))).not.toContain(fingerprint);
  });

  it("do not depend on the order of the plan, nor on what else changes", () => {
    expect([...fingerprintsOf([open, gone])].sort()).toEqual(
      [...fingerprintsOf([gone]), ...fingerprintsOf([open])].sort(),
    );
  });

  it("do not change between versions: an accepted finding would ask again", () => {
    expect(fingerprintsOf([gone, open])).toMatchSnapshot();
  });
});

describe("what the policy file calls critical", () => {
  const key: BuiltChange = { address: 'module.ledger["a"].random_password.key', before: { length: 20 } };

  it("is danger when it goes, by address or by type", () => {
    expect(exitCodeOf(reviewOf([key]))).toBe(2);
    for (const entry of [{ address: "module.ledger*" }, { type: "random_password" }] as const) {
      const critical = [{ ...entry, holds: "data" as const }];
      const review = reviewOf([{ ...key, ...parts(entry) }], { policy: { critical } });
      expect([exitCodeOf(review), review.danger[0]?.level]).toEqual([4, "loses data"]);
    }
    function parts(entry: object): Partial<BuiltChange> {
      return "type" in entry ? { address: "random_password.key" } : {};
    }
  });

  it("is no longer counted as not judged", () => {
    const thing: BuiltChange = { address: "acme_thing.a", before: { id: "1" } };
    expect(reviewOf([thing]).notJudged.map(({ question }) => question)).toContain("danger");
    const judged = reviewOf([thing], { policy: { critical: [{ type: "acme_thing", holds: "data" }] } });
    expect(judged.notJudged.map(({ question }) => question)).not.toContain("danger");
  });

  it("asks also where a replacement would take over unnoticed", () => {
    const role: BuiltChange = {
      address: "aws_iam_role.a",
      actions: ["create", "delete"],
      before: { name: "a" },
      after: { name: "b" },
      replace_paths: [["name"]],
    };
    expect(exitCodeOf(reviewOf([role]))).toBe(2);
    const critical = [{ address: "aws_iam_role.a", holds: "traffic" as const }];
    expect(exitCodeOf(reviewOf([role], { policy: { critical } }))).toBe(4);
  });
});

describe("a policy file", () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(path.join(tmpdir(), "policy-"));
  });
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  function refusalOf(content: string): readonly string[] {
    const file = path.join(folder, "p.json");
    writeFileSync(file, content);
    try {
      readPolicy(file);
    } catch (thrown) {
      return (thrown as Error).message.replaceAll(file, "p.json").split("\n");
    }
    return [];
  }

  it.each<[string, object, readonly string[]]>([
    ["is empty", {}, []],
    [
      "says everything",
      {
        $schema: "./x.json",
        accepted: [{ fingerprint: "0123456789abcdef", reason: "why", expires: "2028-02-29" }],
        critical: [{ type: "a", holds: "data" }],
        requireApproval: "never",
        assumptions: { requests: 5 },
        stateBuckets: ["b"],
      },
      [],
    ],
    [
      "has several faults",
      { accepted: [{ fingerprint: "ABC", reason: " ", expires: "2027-02-30" }], extra: 1, stateBuckets: "b" },
      [
        'p.json: accepted[0].fingerprint: got "ABC"; give the 16 hexadecimal digits that the review shows',
        'p.json: accepted[0].reason: got " "; give a reason',
        'p.json: accepted[0].expires: got "2027-02-30"; give a day of the calendar, such as 2027-01-31',
        'p.json: stateBuckets: got "b"; give a list',
        "p.json: extra: is not known; give one of the keys $schema, accepted, critical, requireApproval, assumptions, stateBuckets",
      ],
    ],
    [
      "has critical resources by both or neither",
      { critical: [{ holds: "data" }, { type: "a", address: "b", holds: "no" }] },
      [
        'p.json: critical[0]: got {"holds":"data"}; give a type or an address, one of them',
        'p.json: critical[1].holds: got "no"; give one of data, traffic',
      ],
    ],
    [
      "has levels and assumptions that there are not",
      { requireApproval: ["dnger"], assumptions: { requests: -1, logGB: 1e9, foo: 1 } },
      [
        'p.json: requireApproval: got ["dnger"]; give "never", or a list of danger, outside, broadening, unjudged, any-change',
        "p.json: assumptions.requests: got -1; give a number of 0 or more",
        "p.json: assumptions.logGB: got 1000000000; give at most 1000000",
        "p.json: assumptions.foo: is not known; give one of the keys requests, egressGB, capacityUnits, logGB, storageGB",
      ],
    ],
    [
      "accepts one finding twice",
      {
        accepted: ["2027-01-01", "2028-01-01"].map((expires) => ({
          fingerprint: "0123456789abcdef",
          reason: "why",
          expires,
        })),
      },
      ["p.json: accepted[1].fingerprint: 0123456789abcdef is in accepted[0] already; keep one of them"],
    ],
  ])("that %s has one line per problem", (_, content, lines) => {
    expect(refusalOf(JSON.stringify(content))).toEqual(lines);
  });

  it("that is no JSON, or not there, is refused in one line", () => {
    expect(refusalOf("{,")).toEqual([expect.stringMatching(/^p\.json: is not valid JSON: /)]);
    expect(() => readPolicy(path.join(folder, "none.json"))).toThrow(/none\.json: cannot be read: ENOENT/);
  });

  it("fills in no assumption that it does not make", () => {
    expect(policySchema.parse({ assumptions: { requests: 5 } }).assumptions).toEqual({ requests: 5 });
  });

  it("has its JSON Schema written in review.config.schema.json", () => {
    const file = path.join(__dirname, "../review.config.schema.json");
    expect(JSON.parse(readFileSync(file, "utf8"))).toEqual(policyJsonSchema());
  });
});
