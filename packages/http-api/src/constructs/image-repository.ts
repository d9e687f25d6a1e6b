import { EcrLifecyclePolicy } from "@cdktf/provider-aws/lib/ecr-lifecycle-policy";
import { EcrRepository } from "@cdktf/provider-aws/lib/ecr-repository";
import { Construct } from "constructs";

/** Settings of an {@link ImageRepository}. */
export interface ImageRepositoryProps {
  readonly repositoryName: string;
  /** Refuses to destroy the repository as long as the config has its service. */
  readonly protect: boolean;
  /** Customer key that images are encrypted with; it cannot be changed later. @default ECR's own */
  readonly keyArn?: string;
}

/** Running tasks pull one of the last images that were pushed, so it is among the twenty that are kept. */
const KEPT_IMAGES = 20;
const UNTAGGED_DAYS = 7;

/** An ECR repository whose tags never move and whose images are scanned when they are pushed. */
export class ImageRepository extends Construct {
  readonly repositoryUrl: string;

  constructor(scope: Construct, id: string, { repositoryName, protect, keyArn }: ImageRepositoryProps) {
    super(scope, id);
    const repository = new EcrRepository(this, "Resource", {
      name: repositoryName,
      imageTagMutability: "IMMUTABLE",
      imageScanningConfiguration: { scanOnPush: true },
      encryptionConfiguration: [
        keyArn === undefined ? { encryptionType: "AES256" } : { encryptionType: "KMS", kmsKey: keyArn },
      ],
      // ECR refuses to delete a repository that has images [Amazon ECR API Reference, DeleteRepository]. `preventDestroy`
      // protects them until the service is removed from the config: then the repository is deleted with its images.
      forceDelete: true,
      lifecycle: { preventDestroy: protect },
    });
    this.repositoryUrl = repository.repositoryUrl;
    new EcrLifecyclePolicy(this, "expiry", {
      repository: repository.name,
      policy: JSON.stringify({
        rules: [
          {
            rulePriority: 1,
            description: `Untagged images go after ${String(UNTAGGED_DAYS)} days`,
            selection: {
              tagStatus: "untagged",
              countType: "sinceImagePushed",
              countUnit: "days",
              countNumber: UNTAGGED_DAYS,
            },
            action: { type: "expire" },
          },
          {
            rulePriority: 2,
            description: `The last ${String(KEPT_IMAGES)} images stay`,
            selection: { tagStatus: "any", countType: "imageCountMoreThan", countNumber: KEPT_IMAGES },
            action: { type: "expire" },
          },
        ],
      }),
    });
  }
}
