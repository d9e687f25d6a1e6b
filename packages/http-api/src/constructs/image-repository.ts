import { EcrLifecyclePolicy } from "@cdktf/provider-aws/lib/ecr-lifecycle-policy";
import { EcrRepository } from "@cdktf/provider-aws/lib/ecr-repository";
import { Construct } from "constructs";

/** Settings of an {@link ImageRepository}. */
export interface ImageRepositoryProps {
  readonly repositoryName: string;
  /** Refuse to destroy the repository as long as the config has its service. */
  readonly protect: boolean;
  /** Customer key that images are encrypted with. @default ECR's own. AWS cannot change it later */
  readonly keyArn?: string;
}

/** An image that is pulled by what runs is among the last pushed, so the twenty that stay hold it. */
const KEPT_IMAGES = 20;
const UNTAGGED_DAYS = 7;

/** An ECR repository whose tags never move and whose images are scanned as they come in. */
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
      // ECR refuses to delete a repository that has images [Amazon ECR API Reference, DeleteRepository]. What guards them is
      // `preventDestroy`, which ends with the service's lines in the config: then the repository goes, images included.
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
