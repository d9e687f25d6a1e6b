import { partitionOf, REGIONS } from "./regions";

/** The private ECR repository that holds an image. */
export interface EcrRepository {
  readonly account: string;
  readonly region: string;
  /** Name of the repository. */
  readonly repository: string;
}

/** The ECR repository that an image URI names; `undefined` for an image of another registry. */
export function ecrRepositoryOf(imageUri: string): EcrRepository | undefined {
  const match = /^(\d{12})\.dkr\.ecr\.([a-z0-9-]+)\.([a-z0-9.-]+)\/([^@:]+)/.exec(imageUri);
  if (!match) return undefined;
  const [, account = "", region = "", suffix = "", repository = ""] = match;
  if (!REGIONS.includes(region) || partitionOf(region).dnsSuffix !== suffix) return undefined;
  return { account, region, repository };
}
