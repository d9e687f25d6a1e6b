import { DataAwsEcrAuthorizationToken } from "@cdktf/provider-aws/lib/data-aws-ecr-authorization-token";
import { DockerProvider } from "@cdktf/provider-docker/lib/provider";
import { Construct } from "constructs";
import {
  BaseStack,
  type BaseStackProps,
  ContainerImage,
  hashBuildContext,
  type ImageBuild,
  ImageRepository,
  repositoryName,
} from "@private-http-api/http-api";

/** Settings of an {@link ImagesStack}. */
export interface ImagesStackProps extends BaseStackProps {
  readonly images: readonly ImageBuild[];
  readonly protect: boolean;
}

/** Repositories, and the images that are built on this machine and pushed to them. */
export class ImagesStack extends BaseStack {
  /** `repository@sha256:…` by service. */
  readonly imageUris: ReadonlyMap<string, string>;

  constructor(scope: Construct, id: string, props: ImagesStackProps) {
    super(scope, id, "images", props);
    const token = new DataAwsEcrAuthorizationToken(this, "registry");
    new DockerProvider(this, "docker", {
      registryAuth: [{ address: token.proxyEndpoint, username: token.userName, password: token.password }],
    });
    // docs/adr/0004-docker-provider.md says why the range is wider than the one the bindings were made from.
    this.addOverride("terraform.required_providers.docker.version", ">= 3.6.2, < 5.0.0");

    const services = new Construct(this, "Services");
    this.imageUris = new Map(
      props.images.map((image) => {
        const repository = new ImageRepository(services, image.serviceName, {
          repositoryName: repositoryName(props, image.serviceName),
          protect: props.protect,
          ...(this.keyArn === undefined ? {} : { keyArn: this.keyArn }),
        });
        const { uri } = new ContainerImage(repository, "image", {
          repositoryUrl: repository.repositoryUrl,
          tag: hashBuildContext(image),
          context: this.fromStackFolder(image.folder),
          dockerfile: image.dockerfile,
          buildArgs: image.buildArgs,
          architecture: image.architecture,
        });
        return [image.serviceName, uri];
      }),
    );
  }
}
