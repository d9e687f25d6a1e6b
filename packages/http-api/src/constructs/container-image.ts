import { Image } from "@cdktf/provider-docker/lib/image";
import { RegistryImage } from "@cdktf/provider-docker/lib/registry-image";
import { Construct } from "constructs";

/** Settings of a {@link ContainerImage}. */
export interface ContainerImageProps {
  readonly repositoryUrl: string;
  /** Stands for everything that goes into the image; the same tag is the same image. */
  readonly tag: string;
  /** Folder with the Dockerfile, relative to the stack's folder. */
  readonly context: string;
  /** Relative to the context. */
  readonly dockerfile: string;
  readonly buildArgs: Readonly<Record<string, string>>;
  readonly architecture: "X86_64" | "ARM64";
}

/** An image that is built on this machine, pushed, and handed on by the digest that the registry gave it. */
export class ContainerImage extends Construct {
  /** `repository@sha256:…`. */
  readonly uri: string;

  constructor(scope: Construct, id: string, props: ContainerImageProps) {
    super(scope, id);
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
      // ECR refuses the deletion that the provider would try; the repository's lifecycle policy cleans up.
      keepRemotely: true,
      triggers,
    });
    this.uri = `${props.repositoryUrl}@${pushed.sha256Digest}`;
  }
}
