import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { diagramOf } from "../../../review/diagram/diagram";
import { overlay, type Picture, type PictureNode } from "../../../review/diagram/picture";
import { readSynthesis, type Synthesis } from "../../../review/planner/synthesis";
import { synthesize } from "../../../review/planner/synthesize";

const root = path.resolve(__dirname, "../../..");

describe("the diagram of an environment", () => {
  let outdir: string;
  let synthesis: Synthesis;

  beforeAll(async () => {
    outdir = mkdtempSync(path.join(tmpdir(), "diagram-test-"));
    const env = { ...process.env };
    delete env["HTTP_API_CONFIG"];
    await synthesize({ project: root, outdir, env, signal: new AbortController().signal });
    synthesis = readSynthesis(outdir);
  }, 60_000);

  afterAll(() => {
    rmSync(outdir, { recursive: true });
  });

  it("is the one in docs/ (else: npm run diagram -- dev --out docs/architecture-dev.svg)", () => {
    expect(diagramOf(synthesis, "dev")).toBe(readFileSync(path.join(root, "docs/architecture-dev.svg"), "utf8"));
  });

  it("shows the way of a request and the way out", () => {
    const svg = diagramOf(synthesis, "prod");
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
    expect(() => diagramOf(synthesis, "stagging")).toThrow("stagging: no such environment; the config has dev, prod");
  });
});

it("marks what comes, changes and goes", () => {
  const node = (id: string, lines: readonly string[] = []): PictureNode => ({
    id,
    column: "service",
    title: id,
    lines,
    inVpc: true,
    status: "same",
  });
  const picture = (nodes: readonly PictureNode[], edges: Picture["edges"]): Picture => ({ title: "t", nodes, edges });
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
