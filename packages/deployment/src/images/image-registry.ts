import type { ImageIdentifier } from "@aws-sdk/client-ecr";
import { awsFailure, nameOf } from "../aws/aws-failure";

/** Looks up images in a registry. */
export interface ImageRegistry {
  /** Digest of a tag's image; `undefined` if the repository or the tag does not exist. */
  digestOf(repository: string, tag: string): Promise<string | undefined>;
  /** Whether the registry still has an image. */
  has(repository: string, digest: string): Promise<boolean>;
}

/** ECR of one Region, with the user's credentials; read-only. */
export class EcrRegistry implements ImageRegistry {
  constructor(private readonly region: string) {}

  async digestOf(repository: string, tag: string): Promise<string | undefined> {
    return this.find(repository, { imageTag: tag });
  }

  async has(repository: string, digest: string): Promise<boolean> {
    return (await this.find(repository, { imageDigest: digest })) !== undefined;
  }

  private async find(repositoryName: string, image: ImageIdentifier): Promise<string | undefined> {
    const { ECRClient, DescribeImagesCommand } = await import("@aws-sdk/client-ecr");
    const client = new ECRClient({ region: this.region });
    try {
      const { imageDetails = [] } = await client.send(new DescribeImagesCommand({ repositoryName, imageIds: [image] }));
      return imageDetails[0]?.imageDigest;
    } catch (error) {
      if (["RepositoryNotFoundException", "ImageNotFoundException"].includes(nameOf(error))) return undefined;
      throw awsFailure(`ECR, repository ${repositoryName}`, error);
    }
  }
}
