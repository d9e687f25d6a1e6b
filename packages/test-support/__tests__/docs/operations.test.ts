import { readFileSync } from "node:fs";
import path from "node:path";
import { RULE_NAMES } from "@private-http-api/http-api";
import { doorsConfig } from "../../src/doors-config";
import { fullConfig } from "../../src/full-config";
import { configOf, service } from "../../src/sample-config";
import { SynthesizedApp } from "../../src/synth";

function page(name: string) {
  return readFileSync(path.join(__dirname, "../../../../docs", name), "utf8");
}

test("every alarm sends whoever gets it to a section of the run book that is there", () => {
  const apps = [fullConfig(), doorsConfig()].map((config) => new SynthesizedApp(config));
  const named = apps
    .flatMap((app) => app.ids.flatMap((id) => Object.values(app.resources(id, "aws_cloudwatch_metric_alarm"))))
    .map(({ alarm_description: text }) => /docs\/operations\.md, "(.+)"\.$/.exec(text as string)?.[1]?.toLowerCase());
  const sections = [...page("operations.md").matchAll(/^### (.+)$/gm)].map(([, title]) => title?.toLowerCase());
  expect([...new Set(named)].sort()).toEqual(sections.sort());
});

test("the picture of the dashboard and the page's quotations have the dashboard's own labels", () => {
  const config = configOf({ orders: service("/o"), stock: service("/s", { integration: "nlb" }) });
  const { dashboard } = new SynthesizedApp(config).resources("dev-http-api", "aws_cloudwatch_dashboard");
  const labels = [...String(dashboard?.["dashboard_body"]).matchAll(/"(?:label|title)":"([^"$]+)"/g)].map(
    ([, text]) => text,
  );
  const picture = [...page("dashboard.svg").matchAll(/>([^<>]+)<\/text>/g)].map(([, text]) => text);
  expect(picture).toEqual(expect.arrayContaining(labels));

  const [, section = ""] = page("operations.md").split("## Read the dashboard\n");
  const quoted = [...(section.split("\n## ")[0] ?? "").matchAll(/"([^"]+)"/g)].map(([, text]) => text);
  expect(quoted.length).toBeGreaterThan(0);
  expect(labels).toEqual(expect.arrayContaining(quoted));
});

test("every rule of the policy is explained", () => {
  const rows = [...page("policy.md").matchAll(/^\| `([a-z-]+)` /gm)].map(([, name]) => name);
  expect(rows).toEqual([...RULE_NAMES]);
});
