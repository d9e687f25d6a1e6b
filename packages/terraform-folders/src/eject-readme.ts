import type { StackFolder } from "@private-http-api/terraform-json";

/** README of the target folder: what the folders are and in which order they are applied. */
export function overviewReadme(environment: string, stacks: readonly string[]): string {
  return `# Terraform of ${environment}

Written by \`npm run eject\` from the synthesized stacks. Each folder is a Terraform project in JSON syntax that uses the
stack's existing state: a plan right after ejecting shows no changes. OpenTofu reads the folders too.

Apply in this order, destroy in reverse order:

${stacks.map((name, index) => `${index + 1}. [${name}](${name}/README.md)`).join("\n")}
`;
}

/** README of a stack's folder: how to plan it, and what it needs. */
export function folderReadme(
  { name, dependencies }: Pick<StackFolder, "name" | "dependencies">,
  contexts: readonly string[],
): string {
  const before = dependencies.map((dependency) => `[${dependency}](../${dependency}/README.md)`);
  return `# ${name}

\`\`\`console
$ terraform init
$ terraform plan
\`\`\`

${before.length === 0 ? "It reads no other stack's state." : `It reads the state of ${before.join(" and ")}, which is applied first.`}
${contexts.length === 0 ? "" : imagesNote(contexts)}`;
}

function imagesNote(contexts: readonly string[]): string {
  return `
Its images are built from these folders. This needs a running Docker engine and the services' bundles
(\`npm run bundle\` in the project that this folder comes from):

${contexts.map((context) => `- \`${context}\``).join("\n")}
`;
}
