import type { StackFolder } from "@private-http-api/terraform-json";

/** The page of a target folder: what the folders are and in which order they are applied. */
export function overviewReadme(environment: string, stacks: readonly string[]): string {
  return `# Terraform of ${environment}

Written by \`npm run eject\` from the synthesized stacks. Each folder is a Terraform project in JSON syntax with the state
that the stack has always had: a plan right after ejecting shows no change. OpenTofu reads them too.

Apply in this order, destroy in the reverse one:

${stacks.map((name, index) => `${index + 1}. [${name}](${name}/README.md)`).join("\n")}
`;
}

/** The page of a stack's folder: how to plan it, and what it needs besides. */
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
Its images are built from these folders, so a Docker engine has to answer, and the services' bundles have to be there
(\`npm run bundle\` in the project that this folder comes from):

${contexts.map((context) => `- \`${context}\``).join("\n")}
`;
}
