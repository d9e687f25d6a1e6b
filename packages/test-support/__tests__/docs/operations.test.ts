import { readFileSync } from "node:fs";
import path from "node:path";
import { RULE_NAMES } from "@private-http-api/http-api";
import { doorsConfig } from "../../src/doors-config";
import { fullConfig } from "../../src/full-config";
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

test("every rule of the policy is explained", () => {
  const rows = [...page("policy.md").matchAll(/^\| `([a-z-]+)` /gm)].map(([, name]) => name);
  expect(rows).toEqual([...RULE_NAMES]);
});
