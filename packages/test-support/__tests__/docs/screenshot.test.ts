import { readFileSync } from "node:fs";
import path from "node:path";
import { pageSourcesHash } from "../../src/screenshot/page-sources";

const picture = path.join(__dirname, "../../../../docs/local-page.png");

test("the picture of the local page was taken of the page as it is; `npm run screenshot` takes it again", () => {
  expect(readFileSync(`${picture}.sources`, "utf8").trim()).toBe(pageSourcesHash());
});

test("the picture is a PNG of 1280 by 900 pixels", () => {
  const png = readFileSync(picture);
  expect(png.subarray(1, 4).toString()).toBe("PNG");
  expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([1280, 900]);
});
