import type { BaseStackProps } from "./base-stack";

/** An image to build. */
export interface ImageBuild {
  readonly serviceName: string;
  /** Folder with the Dockerfile. */
  readonly folder: string;
  readonly dockerfile: string;
  readonly buildArgs: Readonly<Record<string, string>>;
  readonly architecture: "X86_64" | "ARM64";
}

/** The ECR repository of a service's image; known without the stack, so that a role can name it. */
export function repositoryName(
  { application, environment }: Pick<BaseStackProps, "application" | "environment">,
  serviceName: string,
): string {
  return `${application}/${environment}/${serviceName}`;
}
