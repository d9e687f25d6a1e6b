import { Image } from "@cdktf/provider-docker/lib/image";
import { RegistryImage } from "@cdktf/provider-docker/lib/registry-image";
import { TerraformStack } from "cdktf";
import { Construct } from "constructs";

/** Settings of a {@link ContainerImage}. */
export interface ContainerImageProps {
  readonly repositoryUrl: string;
  /** Identifies everything that goes into the image; the same tag is the same image. */
  readonly tag: string;
  /** Folder with the Dockerfile, relative to the stack's folder. */
  readonly context: string;
  /** Relative to the context. */
  readonly dockerfile: string;
  readonly buildArgs: Readonly<Record<string, string>>;
  readonly architecture: "X86_64" | "ARM64";
  /** Digest of an image that the repository already has: nothing is built. @default the image is built and pushed */
  readonly digest?: string;
}

/** An image in a repository, by its digest: an existing one, or one that this machine builds and pushes. */
export class ContainerImage extends Construct {
  /** `repository@sha256:…`. */
  readonly uri: string;
  /** Addresses of the resources that built the image, for a state that still has them: `destroy: false` needs no engine. */
  readonly forgotten: readonly string[];

  constructor(scope: Construct, id: string, props: ContainerImageProps) {
    super(scope, id);
    this.forgotten =
      props.digest === undefined
        ? []
        : [this.address("docker_image", "build"), this.address("docker_registry_image", "push")];
    this.uri = `${props.repositoryUrl}@${props.digest ?? this.build(props)}`;
  }

  /** @returns the digest that the registry gives */
  private build(props: ContainerImageProps): string {
    const triggers = { tag: props.tag };
    const image = new Image(this, "build", {
      name: `${props.repositoryUrl}:${props.tag}`,
      buildAttribute: {
        context: props.context,
        dockerfile: props.dockerfile,
        platform: props.architecture === "ARM64" ? "linux/arm64" : "linux/amd64",
        ...(Object.keys(props.buildArgs).length === 0 ? {} : { buildArgs: { ...props.buildArgs } }),
      },
      triggers,
      keepLocally: true,
    });
    const pushed = new RegistryImage(this, "push", {
      name: image.name,
      // ECR refuses the deletion that the provider would attempt; the repository's lifecycle policy cleans up.
      keepRemotely: true,
      triggers,
    });
    return pushed.sha256Digest;
  }

  /** The address that a resource of this construct has when there is one. */
  private address(type: string, id: string): string {
    return `${type}.${TerraformStack.of(this).getLogicalId(new Construct(this, id).node)}`;
  }
}
