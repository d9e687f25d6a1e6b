import { AnnotationMetadataEntryType, Annotations, type App, TerraformStack } from "cdktf";
import type { Config } from "../config/config";
import { imageFileOf } from "../config/image-file";
import { formatProblem } from "../config/problem";
import { unrecordedImages } from "./image-build";

const WARNING: string = AnnotationMetadataEntryType.WARN;

/**
 * Adds a config's warnings to the stacks: the CDKTF CLI prints them, and CDKTF's manifest passes them to the commands that
 * synthesize.
 *
 * @param file the config file, with which warnings begin
 */
export function addWarnings(app: App, file: string, config: Config): void {
  const stacks = app.node.children.filter((node) => TerraformStack.isStack(node));
  for (const warning of config.warnings ?? []) {
    const [section, name] = warning.path.map(String);
    const own =
      section === "environments" ? stacks.find(({ node }) => node.id.startsWith(`${name ?? ""}-`)) : undefined;
    warn(own, `${file}: ${formatProblem(warning)}`);
  }
  for (const line of unrecordedImages(config)) warn(undefined, `${imageFileOf(file)}: ${line}`);

  /** A warning that belongs to no particular stack goes to the first. */
  function warn(stack = stacks[0], message = ""): void {
    if (stack) Annotations.of(stack).addWarning(message);
  }
}

/** The warnings of a synthesized app, including exceptions from its policy. */
export function warningsOf(app: App): readonly string[] {
  return app.node.children
    .filter((node) => TerraformStack.isStack(node))
    .flatMap(({ node }) => node.metadata)
    .filter(({ type }) => type === WARNING)
    .map(({ data }) => String(data));
}
