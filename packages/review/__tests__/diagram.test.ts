import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { synthesize } from "@private-http-api/cli-kit";
import { readSynthesis, type StackFile } from "@private-http-api/terraform-json";
import { BOOKSTORE } from "@private-http-api/test-support";
import { diagramOf } from "../src/diagram/diagram";
import { DARK, LIGHT } from "../src/diagram/palette";
import { overlay, type Picture, type PictureNode } from "../src/diagram/picture";
import { toSvg } from "../src/diagram/svg";

const root = path.resolve(__dirname, "../../..");

describe("the diagram of an environment", () => {
  let outdir: string;
  let stacks: readonly StackFile[];

  beforeAll(async () => {
    outdir = mkdtempSync(path.join(tmpdir(), "diagram-test-"));
    const env = { ...process.env };
    delete env["HTTP_API_CONFIG"];
    await synthesize({ project: BOOKSTORE, outdir, env, signal: new AbortController().signal });
    stacks = readSynthesis(outdir);
  });

  afterAll(() => {
    rmSync(outdir, { recursive: true });
  });

  it("is the one in docs/ (else: npm run diagram -- dev --out docs/architecture-dev.svg)", () => {
    expect(diagramOf(stacks, "dev")).toBe(readFileSync(path.join(root, "docs/architecture-dev.svg"), "utf8"));
  });

  it("shows the way of a request and the way out", () => {
    const svg = diagramOf(stacks, "prod");
    const texts = [...svg.matchAll(/<text[^>]*>([^<]*)</g)].map(([, text]) => text);
    expect(texts).toEqual(
      expect.arrayContaining([
        "Clients",
        "HTTP API bookstore-prod",
        "ANY /api/books/{proxy+}",
        "VPC link",
        "Application Load Balancer",
        "book-service",
        "2 NAT gateways",
      ]),
    );
  });

  it("refuses an environment that does not exist", () => {
    expect(() => diagramOf(stacks, "stagging")).toThrow("stagging: no such environment; the config has dev, prod");
  });
});

it("marks what comes, changes and goes", () => {
  function node(id: string, lines: readonly string[] = []): PictureNode {
    return {
      id,
      column: "service",
      title: id,
      lines,
      inVpc: true,
      status: "same",
    };
  }
  function picture(nodes: readonly PictureNode[], edges: Picture["edges"]): Picture {
    return { title: "t", nodes, edges };
  }
  const { nodes, edges } = overlay(
    picture([node("stays"), node("goes"), node("grows", ["2 tasks"])], [{ from: "stays", to: "goes", status: "same" }]),
    picture(
      [node("stays"), node("comes"), node("grows", ["4 tasks"])],
      [{ from: "stays", to: "comes", status: "same" }],
    ),
  );
  expect(nodes.map(({ id, status }) => `${id} ${status}`)).toEqual([
    "stays same",
    "comes added",
    "grows changed",
    "goes removed",
  ]);
  expect(edges.map(({ to, status }) => `${to} ${status}`)).toEqual(["comes added", "goes removed"]);
});

describe("the colours of a picture", () => {
  function luminance(colour: string): number {
    const digits = colour.length === 4 ? colour.replace(/[^#]/g, "$&$&") : colour;
    const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
      const part = parseInt(digits.slice(at, at + 2), 16) / 255;
      return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  }
  function contrast(one: string, other: string): number {
    const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
    return (light + 0.05) / (dark + 0.05);
  }

  it("are there for light and dark", () => {
    const svg = toSvg({ title: "t", nodes: [], edges: [] });
    const [light, dark] = svg.split("@media(prefers-color-scheme:dark)");
    expect(light).toContain(`.page{fill:${LIGHT.page}}`);
    expect(dark).toContain(`.page{fill:${DARK.page}}`);
    expect(svg).not.toMatch(/(fill|stroke)="#/);
  });

  // The limits of WCAG 2.1, AA: 4.5 for text, 3 for lines that mean something.
  it.each([
    ["light", LIGHT],
    ["dark", DARK],
  ])("can be told apart when it is %s", (_, colours) => {
    const { page, text, faint, line, box, frame, added, changed, removed } = colours;
    const status = [added, changed, removed];
    for (const ground of [box, ...status.map(([, fill]) => fill)]) {
      expect(contrast(text, ground)).toBeGreaterThanOrEqual(4.5);
    }
    expect(contrast(faint, frame)).toBeGreaterThanOrEqual(4.5);
    for (const drawn of [line, ...status.map(([edge]) => edge)]) {
      expect(contrast(drawn, page)).toBeGreaterThanOrEqual(3);
      expect(contrast(drawn, frame)).toBeGreaterThanOrEqual(3);
    }
  });
});
