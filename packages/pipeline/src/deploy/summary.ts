import type { Changes } from "@private-http-api/terraform-folders";
import type { DeployedEnvironment } from "./deployed-environment";

/** A stack that was applied. */
export interface DeployedStack {
  readonly stack: string;
  readonly changes: Changes;
  /** Without sensitive ones. */
  readonly outputs: Readonly<Record<string, unknown>>;
}

/** What a deploy did, as Markdown: the changes of each stack, the stacks that were not reached, and the API's outputs. */
export function deploySummary({ name, stacks }: DeployedEnvironment, done: readonly DeployedStack[]): string {
  const rows = stacks.map(({ name: stack }) => {
    const changes = done.find((each) => each.stack === stack)?.changes;
    const cells = changes ? [changes.added, changes.changed, changes.destroyed] : ["not applied", "", ""];
    return `| ${[stack, ...cells].join(" | ")} |`;
  });
  const isWhole = done.length === stacks.length;
  const outputs = isWhole ? Object.entries(done.at(-1)?.outputs ?? {}) : [];
  return [
    `## ${name} ${isWhole ? "is deployed" : "is partly deployed"}`,
    "",
    "| stack | added | changed | destroyed |",
    "| --- | --- | --- | --- |",
    ...rows,
    ...(outputs.length === 0 ? [] : ["", "| output | value |", "| --- | --- |"]),
    ...outputs.map(([output, value]) => `| ${output} | ${cell(value)} |`),
    "",
  ].join("\n");
}

function cell(value: unknown): string {
  const text = typeof value === "string" ? value : JSON.stringify(value);
  return `\`${text.replaceAll("|", "\\|").replaceAll("`", "'")}\``;
}
