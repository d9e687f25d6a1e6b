import * as fc from "fast-check";
import { Redactor } from "../src/plan/redact";
import { withTexts } from "../src/plan/scrubbed";
import { render, type Format } from "../src/render/render";
import { reviewPlans, type Review } from "../src/review";
import { reviewCase } from "./cases/judge";

const FORMATS: readonly Format[] = ["terminal", "markdown", "html", "json"];

/** A secret as people make them: long enough, and no word. */
const secrets = fc
  .string({ minLength: 12, maxLength: 40, unit: fc.constantFrom(...Array.from("abcXYZ0189-_+/=%&<>'\"!$*é ")) })
  .map((text) => `Zq9${text}Zq7`);

interface Encoding {
  readonly encode: (secret: string) => string;
  /** What nothing that is shown may contain: of base64 the middle, since its ends depend on their neighbours. */
  readonly trace: (encoded: string) => string;
}

const whole = { trace: (encoded: string) => encoded };
const middle = { trace: (encoded: string) => encoded.slice(4, -4) };
const DOCUMENT = { before: '{"password":"', after: '","user":"admin"}' };

/** Ways in which a secret stands in other texts; each is looked for as it is, and as a format escapes it. */
const ENCODINGS: Readonly<Record<string, Encoding>> = {
  raw: { encode: (secret) => secret, ...whole },
  base64: { encode: (secret) => Buffer.from(secret).toString("base64"), ...middle },
  base64url: { encode: (secret) => Buffer.from(secret).toString("base64url"), ...middle },
  hexadecimal: { encode: (secret) => Buffer.from(secret).toString("hex"), ...whole },
  URL: { encode: (secret) => encodeURIComponent(secret), ...whole },
  JSON: { encode: (secret) => JSON.stringify(secret).slice(1, -1), ...whole },
  "basic authentication": {
    encode: (secret) => `Basic ${Buffer.from(`user:${secret}`).toString("base64")}`,
    trace: (encoded) => encoded.slice("Basic dXNlcjpa".length, -4),
  },
  "URL with a password": {
    encode: (secret) => `https://user:${encodeURIComponent(secret)}@example.com/`,
    ...whole,
  },
  "base64 of a document": {
    encode: (secret) => Buffer.from(DOCUMENT.before + secret + DOCUMENT.after).toString("base64"),
    trace: (encoded) => {
      const [before, after] = [DOCUMENT.before, DOCUMENT.after].map((text) => Math.ceil((text.length * 4) / 3) + 4);
      return encoded.slice(before, -(after ?? 0));
    },
  },
};

/** Reviews of several plans, so that every kind of finding is there. */
const REVIEWS = [
  "30-real-modules",
  "04-action-invocation-only",
  "07-check-failed",
  "11-unpriced",
  "danger/aws_lb_listener-protocol_ssl_policy",
  "precision/moved-and-import",
].map(reviewCase);

/** The same review, with a text after every one that is in it, whatever field it stands in. */
function withEverywhere(review: Review, text: string): Review {
  return withTexts(review, (own) => `${own} ${text}`) as Review;
}

describe.each(Object.entries(ENCODINGS))("a secret as %s, in every text of every finding", (_, { encode, trace }) => {
  it.each(FORMATS)("is not in %s", (format) => {
    fc.assert(
      fc.property(secrets, fc.constantFrom(...REVIEWS), (secret, review) => {
        const redactor = new Redactor();
        redactor.remember(secret, true);
        const scrubbed = redactor.scrubAll(withEverywhere(review, encode(secret)));
        const drawn = redactor.scrubAll({ title: encode(secret), nodes: [], edges: [] });
        const shown = render(format, { review: scrubbed, picture: () => drawn }, { colour: false, width: 100_000 });
        expect(shown).not.toContain(secret);
        // Shorter texts stand in a review by chance.
        expect(trace(encode(secret)).length).toBeGreaterThan(8);
        expect(shown).not.toContain(trace(encode(secret)));
        expect(shown).toContain("(sensitive)");
      }),
      { numRuns: 20 },
    );
  });
});

it("finds a secret in an address too, whose words are no secrets otherwise", () => {
  const redactor = new Redactor();
  redactor.rememberName('aws_s3_bucket.b["Zq9-canary-SECRET-777"]');
  redactor.remember(["Zq9-canary-SECRET-777", "b"], true);
  expect(redactor.scrub('aws_s3_bucket.b["Zq9-canary-SECRET-777"]')).toBe('aws_s3_bucket.b["(sensitive)"]');
});

it.each<[string, string, string]>([
  ["the password of a URL", "postgres://app:hunter2-hunter2@db/books", "hunter2-hunter2"],
  ["what is encoded", Buffer.from("export TOKEN=hunter2-hunter2").toString("base64"), "export TOKEN=hunter2-hunter2"],
  ["a password of basic authentication", `Basic ${Buffer.from("app:hunter2!").toString("base64")}`, "hunter2!"],
  ["a line of a document", "#!/bin/sh\ncurl -H 'X-Key: hunter2-hunter2'\n", "curl -H 'X-Key: hunter2-hunter2'"],
])("%s inside a secret is a secret", (_, secret, inside) => {
  const redactor = new Redactor();
  redactor.remember(secret, true);
  expect(redactor.scrub(`it is ${inside}`)).toBe("it is (sensitive)");
});

it("keeps the review's own words", () => {
  const redactor = new Redactor();
  redactor.remember(["destroyed", "interrupts traffic", "us-east-1"], true);
  expect(redactor.scrubAll({ what: "destroyed", level: "interrupts traffic", region: "us-east-1" })).toEqual({
    what: "destroyed",
    level: "interrupts traffic",
    region: "us-east-1",
  });
});

it("copies only what has something taken out, and changes nothing that it is given", () => {
  const redactor = new Redactor();
  redactor.remember("hunter2-hunter2", true);
  const clean = { what: "a", list: ["b", { c: 1 }] };
  const data = { clean, list: ["x", "hunter2-hunter2", "y"], inner: { text: "hunter2-hunter2", clean } };
  const before = structuredClone(data);
  const scrubbed: unknown = redactor.scrubAll(data);
  expect(scrubbed).toEqual({ clean, list: ["x", "(sensitive)", "y"], inner: { text: "(sensitive)", clean } });
  expect((scrubbed as typeof data).clean).toBe(clean);
  expect((scrubbed as typeof data).inner.clean).toBe(clean);
  expect(data).toEqual(before);
});

it("gives renderers nothing else", () => {
  const review = reviewPlans({ subject: "a", basis: "plan", plans: [], redactor: new Redactor() });
  const unscrubbed: Review = review.review;
  // @ts-expect-error a review that was not scrubbed
  expect(render("json", { ...review, review: unscrubbed }, { colour: false, width: 80 })).toContain("schemaVersion");
});
