import { cards, isTooNarrow } from "../src/render/cards";
import { fitWidths } from "../src/render/fit-widths";
import { fold } from "../src/render/fold";
import { terminalWidth } from "../src/render/terminal-width";

describe("the width that is written for", () => {
  it.each([
    [undefined, 120],
    ["", 120],
    ["0", 120],
    [0, 120],
    ["-5", 120],
    ["wide", 120],
    ["80.5", 120],
    ["19", 120],
    ["20", 20],
    [157, 157],
  ])("for %j is %i", (said, width) => {
    expect(terminalWidth(said)).toBe(width);
  });
});

describe("a text that is folded", () => {
  it("breaks at a joint where a word is too long", () => {
    expect(fold("arn:aws:iam::aws:policy/AdministratorAccess", 24)).toEqual([
      "arn:aws:iam::aws:policy/",
      "AdministratorAccess",
    ]);
  });

  it("breaks between words, and leaves a word whole that fits a line of its own", () => {
    expect(fold("one two three", 7)).toEqual(["one two", "three"]);
    expect(fold("ArnLike aws:SourceArn = x", 16)).toEqual(["ArnLike", "aws:SourceArn =", "x"]);
  });

  it("breaks a name without joints where a capital starts", () => {
    expect(fold("GetAuthorizationToken", 19)).toEqual(["GetAuthorization", "Token"]);
    expect(fold("DescribeHTTPServer", 13)).toEqual(["DescribeHTTP", "Server"]);
  });

  it("is never past the width, and ends at any width", () => {
    expect(fold("x".repeat(20), 8)).toEqual(["x".repeat(8), "x".repeat(8), "xxxx"]);
    expect(fold("abc", 1)).toEqual(["a", "b", "c"]);
    expect(fold("abc", 0)).toEqual(["a", "b", "c"]);
    expect(fold("a b", -5)).toEqual(["a", "b"]);
  });
});

describe("widths of columns", () => {
  it("are what the cells ask for where there is room", () => {
    expect(fitWidths([["+", "logs:CreateLogStream\ns3:*", "book service"]], 100)).toEqual([1, 20, 12]);
  });

  it("leave no name broken in the middle while another column has room to give", () => {
    const rows = [["logs:DescribeLogStreams", "one two three four five six seven eight nine ten"]];
    expect(fitWidths(rows, 40)).toEqual([23, 17]);
    expect(fold(rows[0]?.[0] ?? "", 23)).toEqual(rows[0]?.slice(0, 1));
  });

  it("give one long name no more than half before the words beside it have room", () => {
    const rows = [[`dev: aws_x.${"long-name-".repeat(9)}`, "500,000 Cloud Map look-ups at most"]];
    const [name, words] = fitWidths(rows, 63);
    expect(words).toBeGreaterThanOrEqual(13);
    expect((name ?? 0) + (words ?? 0)).toBe(63);
  });

  it("give long columns by need, short ones whole", () => {
    const [sign, first, second, mark] = fitWidths([["+", "a ".repeat(100), "b ".repeat(300), "▲ broader"]], 90);
    expect([sign, mark]).toEqual([1, 9]);
    expect((second ?? 0) / (first ?? 1)).toBeCloseTo(3, 0);
  });

  it.each([0, 1, 5, 12, 30, 60])("stay within a room of %i, one character at least", (room) => {
    const widths = fitWidths([["GetAuthorizationToken", "elasticloadbalancing:*", "x".repeat(500)]], room);
    expect(Math.min(...widths)).toBeGreaterThanOrEqual(1);
    expect(widths.reduce((sum, width) => sum + width, 0)).toBeLessThanOrEqual(Math.max(3, room));
  });
});

describe("a terminal too narrow for a table", () => {
  const columns = ["", "Group", "Direction", "Peers"];
  const rows = [
    { cells: ["+", "web", "", "10.0.0.0/8\n192.168.0.0/16"], tone: "added" as const },
    { cells: ["-", "db", "ingress", "10.0.0.0/8"], tone: "removed" as const },
  ];

  it("is one in which a heading would be broken inside a word", () => {
    expect(isTooNarrow(columns, [1, 5, 9, 5])).toBe(false);
    expect(isTooNarrow(columns, [1, 5, 8, 5])).toBe(true);
    expect(isTooNarrow(["Broader for"], [7])).toBe(false);
  });

  it("shows each row as lines with the names of the columns", () => {
    const text = cards({ id: "network", title: "", columns, rows }, 20, (_, card) => card);
    expect(text.split("\n")).toEqual([
      ...["+ Group: web", "Peers: 10.0.0.0/8", "  192.168.0.0/16"],
      "─".repeat(20),
      ...["- Group: db", "Direction: ingress", "Peers: 10.0.0.0/8"],
    ]);
  });
});
