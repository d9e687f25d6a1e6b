import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { renderTerminal } from "../src/render/terminal";
import { scoreTable } from "./cases/score";
import { EXPECTED } from "./cases/expected";
import { found, reviewCase } from "./cases/judge";

const plans = path.join(__dirname, "cases/plans");

describe("plans of one change each", () => {
  it("have each an answer that is right", () => {
    const files = readdirSync(plans, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".json"));
    expect(files.map((file) => file.replace(/\.json$/, "")).sort()).toEqual(Object.keys(EXPECTED).sort());
  });

  it.each(Object.entries(EXPECTED))("%s", (name, { mentions = [], omits = [], ...expected }) => {
    const review = reviewCase(name);
    expect(found(review)).toEqual(expected);
    const text = renderTerminal(review, { colour: false, width: 1000 });
    for (const mention of mentions) expect(text).toContain(mention);
    for (const omit of omits) expect(text).not.toContain(omit);
  });

  it("are counted in the README as they are judged", () => {
    function plain(text: string): string {
      return text.replace(/-+/g, "-").replace(/ +/g, " ");
    }
    expect(plain(readFileSync(path.join(__dirname, "../README.md"), "utf8"))).toContain(plain(scoreTable()));
  });
});
