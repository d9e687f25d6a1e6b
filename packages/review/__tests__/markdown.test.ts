import { code, text } from "../src/render/markdown-text";
import { renderHtml } from "../src/render/html";
import { renderMarkdown } from "../src/render/markdown";
import { renderTerminal } from "../src/render/terminal";
import { reviewedPlans, reviewOf, type BuiltChange } from "./plan-builder";

function times<T>(count: number, made: (index: number) => T): T[] {
  return Array.from({ length: count }, (_, at) => made(at));
}

function tables(count: number): BuiltChange[] {
  return times(count, (index) => ({ address: `aws_dynamodb_table.t${index}`, before: { id: String(index) } }));
}

function bucketPolicy(name: string, actions: readonly string[]): BuiltChange {
  return {
    address: `aws_s3_bucket_policy.${name}`,
    after: {
      bucket: name,
      policy: JSON.stringify({ Statement: [{ Effect: "Allow", Principal: "*", Action: actions, Resource: "*" }] }),
    },
  };
}

function partOf(markdown: string, title: string): string {
  return markdown.split(/\n\n(?=####|<details>)/).find((part) => part.split("\n")[0]?.includes(title)) ?? "";
}

describe("a comment that would be longer than GitHub takes", () => {
  it("keeps below the limit however much changes, and says what it left out", () => {
    const markdown = renderMarkdown(
      reviewOf(times(3000, (index) => ({ address: `aws_s3_bucket.b${index}`, before: { id: String(index) } }))),
    );
    expect(markdown.length).toBeLessThan(65_536);
    expect(markdown).toMatch(/\d+ more are left out here/);
    expect(markdown.match(/<details>/g)?.length).toBe(markdown.match(/<\/details>/g)?.length);
  });

  it("cuts a long cell and leaves no row out where that is enough", () => {
    const actions = times(3000, (index) => `service:SomeRatherLongActionName${index}`);
    const markdown = renderMarkdown(reviewOf([...tables(1), bucketPolicy("b", actions)]));
    expect(markdown.length).toBeLessThan(65_536);
    expect(partOf(markdown, "Danger")).toContain("aws_dynamodb_table.t0");
    expect(partOf(markdown, "IAM statement changes")).toMatch(/<br>… 2,\d\d\d more \|/);
    expect(markdown).not.toContain("left out");
  });

  it("cuts a long line of a cell", () => {
    const markdown = renderMarkdown(reviewOf([...tables(1), bucketPolicy("b", ["s3:".padEnd(70_000, "x")])]));
    expect(markdown.length).toBeLessThan(65_536);
    expect(partOf(markdown, "IAM statement changes")).toContain("xxx…`");
  });

  it("leaves out rows of cost and traffic before any of danger, which is never folded", () => {
    const routes = times(2000, (index) => ({
      address: `aws_apigatewayv2_route.r${index}`,
      before: { route_key: `GET /${index}`, authorization_type: "NONE" },
    }));
    const buckets = times(1000, (index) => ({ address: `aws_s3_bucket.b${index}`, after: { bucket: String(index) } }));
    const markdown = renderMarkdown(reviewOf([...tables(100), ...routes, ...buckets]));
    expect(markdown.length).toBeLessThan(65_536);
    expect(
      partOf(markdown, "Danger")
        .split("\n")
        .filter((line) => line.includes("aws_dynamodb_table")),
    ).toHaveLength(100);
    expect(partOf(markdown, "Danger")).toMatch(/^#### Danger\n/);
    expect(partOf(markdown, "Resources")).toMatch(/\d+ more are left out here/);
    // The first rows of each part are there all the same.
    expect(partOf(markdown, "Stacks")).toContain("| `dev` |");
    expect(
      partOf(markdown, "Traffic")
        .split("\n")
        .filter((line) => line.includes("| route |")).length,
    ).toBeGreaterThan(7);
  });

  it("keeps what broadens access rather than what does not", () => {
    function rule(index: number, before: object | null, after: object | null) {
      return {
        address: `aws_vpc_security_group_ingress_rule.r${index}`,
        before: before && {
          ...before,
          security_group_id: "sg-1",
          ip_protocol: "tcp",
          from_port: index,
          to_port: index,
        },
        after: after && { ...after, security_group_id: "sg-1", ip_protocol: "tcp", from_port: index, to_port: index },
      };
    }
    const gone = times(2000, (index) => rule(index, { cidr_ipv4: "10.0.0.0/8" }, null));
    const come = times(100, (index) => rule(5000 + index, null, { cidr_ipv4: "0.0.0.0/0" }));
    const markdown = renderMarkdown(reviewOf([...gone, ...come]));
    expect(markdown).toContain("rows are left out");
    expect(markdown.match(/▲ anyone/g)).toHaveLength(100);
  });
});

describe("what others wrote", () => {
  it("is code whose fence is longer than any row of backticks in it", () => {
    expect(code("a")).toBe("`a`");
    expect(code("a`b|c")).toBe("`` a`b\\|c ``");
    expect(code("GET /`` @all <img> ``")).toBe("``` GET /`` @all <img> `` ```");
    const route = { route_key: "GET /<b>|`@all`", authorization_type: "NONE" };
    expect(renderMarkdown(reviewOf([{ address: "aws_apigatewayv2_route.a", after: route }]))).toContain(
      "`` GET /<b>\\|`@all` without authorization ``",
    );
  });

  it("is no markup in plain text: no link, picture, mention, heading, issue or address", () => {
    expect(text("[click](https://e.example)![i](x) @all #1 **b** <b>")).toBe(
      "\\[click\\](https:\u200B//e.example)\\!\\[i\\](x) @\u200Ball \\#\u200B1 \\*\\*b\\*\\* \\<b\\>",
    );
  });

  it("gives no orders to whoever shows it, in no format", () => {
    const route = { route_key: "GET /x\u001B[2J\u009B1m\r\u202Eabc", authorization_type: "NONE" };
    const { review, picture } = reviewedPlans([{ address: "aws_apigatewayv2_route.a", after: route }]);
    const shown = [
      renderTerminal(review, { colour: false, width: 200 }),
      renderMarkdown(review),
      renderHtml(review, picture()),
    ];
    for (const format of shown) expect(format).toContain("GET /x\uFFFD[2J\uFFFD1m\uFFFD\uFFFDabc");

    expect(shown.join("")).not.toMatch(/[\u0000-\u0009\u000B-\u001F\u007F-\u009F\u202A-\u202E]/);
  });
});
