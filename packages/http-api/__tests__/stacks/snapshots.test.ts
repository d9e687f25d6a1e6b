import { SynthesizedApp } from "@private-http-api/test-support";
import { bookstore } from "@private-http-api/test-support/bookstore";

/** The tag of an image is a hash of what it is built from, which changes with every change of a service. */
function withoutTags(text: string) {
  return text.replaceAll(/(?<=:|"tag": ")[0-9a-f]{16}(?=")/g, "<content>");
}

describe("the bookstore", () => {
  const app = new SynthesizedApp(bookstore);

  test("has the stacks of every environment", () => {
    expect(app.ids).toEqual([
      "state-dev",
      "dev-images",
      "dev-fargate-vpc-link",
      "dev-http-api",
      "state-prod",
      "prod-images",
      "prod-fargate-vpc-link",
      "prod-http-api",
    ]);
  });

  test.each(app.ids)("synthesizes %s as it did before", (id) => {
    const text = withoutTags(app.text(id));
    expect(text).not.toContain(process.cwd());
    expect(JSON.parse(text)).toMatchSnapshot();
  });
});
