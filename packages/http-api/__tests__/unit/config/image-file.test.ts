import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { imageChoiceIn, imageFileOf, readImageRecord, recordImages } from "../../../src/config/image-file";

const digest = `sha256:${"0f".repeat(32)}`;
const images = { account: "111111111111", region: "us-west-2", images: { app: { tag: "0123abcd", digest } } };
let folder = "";
let config = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "images-"));
  config = join(folder, "http-api.config.ts");
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

test("nothing is recorded where there is no file", () => {
  expect(readImageRecord(config)).toEqual({});
});

test("what is recorded for one environment leaves the others alone, and is written in one order", () => {
  recordImages(config, "shop", "prod", images);
  recordImages(config, "shop", "dev", images);
  recordImages(config, "other", "dev", images);
  expect(readImageRecord(config)).toEqual({ shop: { dev: images, prod: images }, other: { dev: images } });
  const text = readFileSync(imageFileOf(config), "utf8");
  expect(text.indexOf('"other"')).toBeLessThan(text.indexOf('"shop"'));
  expect(text.indexOf('"dev"', text.indexOf('"shop"'))).toBeLessThan(text.indexOf('"prod"'));
});

test.each([
  ["a merge", "<<<<<<<", /cannot be read: .*resolve the merge conflict/],
  ["half a digest", JSON.stringify(withDigest("sha256:abc")), /shop\.dev\.images\.app\.digest: .*64 lower-case/],
  ["a tag in place of one", JSON.stringify(withDigest("latest")), /shop\.dev\.images\.app\.digest: /],
  ["an unknown key", JSON.stringify({ shop: { dev: { ...images, size: 1 } } }), /shop\.dev.*size/],
])("%s in the file is refused by place", (_what, text, message) => {
  writeFileSync(imageFileOf(config), text);
  expect(() => readImageRecord(config)).toThrow(message);
});

function withDigest(other: string) {
  return { shop: { dev: { ...images, images: { app: { tag: "1", digest: other } } } } };
}

test.each([
  [undefined, "recorded-sources"],
  ["", "recorded-sources"],
  ["recorded", "recorded"],
  ["none", "none"],
])("HTTP_API_IMAGES=%s takes %s", (given, choice) => {
  expect(imageChoiceIn({ HTTP_API_IMAGES: given })).toBe(choice);
});

test("another HTTP_API_IMAGES is refused", () => {
  expect(() => imageChoiceIn({ HTTP_API_IMAGES: "all" })).toThrow(
    'HTTP_API_IMAGES: got "all"; give one of recorded-sources, recorded, none, or leave it unset',
  );
});
