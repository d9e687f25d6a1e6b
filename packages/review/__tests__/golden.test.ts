import { readdirSync } from "node:fs";
import { renderHtml } from "../src/render/html";
import { renderJson } from "../src/render/json";
import { renderMarkdown } from "../src/render/markdown";
import { reviewSchema } from "../src/render/review-schema";
import { renderTerminal } from "../src/render/terminal";
import { exitCodeOf } from "../src/review";
import { scenarios } from "./scenarios/scenarios";
import { goldenFolder, readRecording, reviewRecording } from "./scenarios/recording";

/**
 * Plans that the real Terraform and AWS provider made against the emulator (scenarios/record.ts). The snapshots were
 * read by eye when they were written: each says what its scenario changed, and nothing else.
 */
describe("recorded plans", () => {
  it("are there for every scenario", () => {
    const recorded = readdirSync(goldenFolder).map((file) => file.replace(/\.json\.gz$/, ""));
    expect(recorded.sort()).toEqual(Object.keys(scenarios).sort());
  });

  const exitCodes: Readonly<Record<string, number>> = {
    "first-deploy": 3,
    "new-image": 2,
    "new-service": 3,
    "removed-service": 4,
    "wider-security-group": 3,
    "broader-iam-policy": 2,
    "integration-change": 4,
    "nat-to-endpoints": 4,
    "destroyed-bucket": 4,
    drift: 2,
  };

  describe.each(Object.keys(scenarios))("%s", (name) => {
    const { review, picture } = reviewRecording(readRecording(name));

    it("reads as it was checked by eye", () => {
      expect(renderTerminal(review, { colour: false, width: 140 })).toMatchSnapshot();
    });

    it("ends with its exit code", () => {
      expect(exitCodeOf(review)).toBe(exitCodes[name]);
    });

    it("is JSON as the schema documents it", () => {
      expect(reviewSchema.parse(JSON.parse(renderJson(review)))).toMatchObject({ schemaVersion: 1, subject: "dev" });
    });

    it("fits a pull request comment, every part in its order", () => {
      const markdown = renderMarkdown(review);
      expect(markdown.length).toBeLessThan(65_536);
      const order = ["Stacks", "Danger", "IAM statement", "Security group", "Exposure", "Traffic", "Cost", "Drift"];
      const places = order
        .map((title) => markdown.indexOf(title, markdown.indexOf("Stacks")))
        .filter((place) => place >= 0);
      expect(places).toEqual([...places].sort((a, b) => a - b));
    });

    it("is a page that loads nothing", () => {
      const html = renderHtml(review, picture());
      expect(html).toContain("<svg");
      expect(html).not.toMatch(/<script|<link|<img|src=|@import|url\((?!#arrow)/);
    });
  });

  it("take their plans' values for what they are: no environment value is in any format", () => {
    const { review, picture } = reviewRecording(readRecording("first-deploy"));
    const all = [
      renderTerminal(review, { colour: false, width: 200 }),
      renderMarkdown(review),
      renderJson(review),
      renderHtml(review, picture()),
    ];
    expect(all.join()).toContain("NODE_ENV");
    expect(all.join()).not.toContain("production");
  });
});
