import { DataAwsEcrAuthorizationToken } from "@cdktf/provider-aws/lib/data-aws-ecr-authorization-token";
import { DockerProvider } from "@cdktf/provider-docker/lib/provider";
import { Construct } from "constructs";
import {
  BaseStack,
  type BaseStackProps,
  ContainerImage,
  type ImageBuild,
  ImageRepository,
  repositoryName,
} from "@private-http-api/http-api";

/** Settings of an {@link ImagesStack}. */
export interface ImagesStackProps extends BaseStackProps {
  readonly images: readonly ImageBuild[];
  readonly protect: boolean;
}

/** Repositories and their images: recorded ones by digest, the others built on this machine. */
export class ImagesStack extends BaseStack {
  /** `repository@sha256:…` by service. */
  readonly imageUris: ReadonlyMap<string, string>;

  constructor(scope: Construct, id: string, props: ImagesStackProps) {
    super(scope, id, "images", props);
    // docs/adr/0004-docker-provider.md explains why the range is wider than that of the bindings.
    this.addOverride("terraform.required_providers.docker", {
      source: "kreuzwerker/docker",
      version: ">= 3.6.2, < 5.0.0",
    });
    if (props.images.some(({ digest }) => digest === undefined)) this.addEngine();

    const services = new Construct(this, "Services");
    const forgotten: string[] = [];
    this.imageUris = new Map(
      props.images.map((image) => {
        const repository = new ImageRepository(services, image.serviceName, {
          repositoryName: repositoryName(props, image.serviceName),
          protect: props.protect,
          ...(this.keyArn === undefined ? {} : { keyArn: this.keyArn }),
        });
        const built = new ContainerImage(repository, "image", {
          repositoryUrl: repository.repositoryUrl,
          tag: image.tag,
          context: this.fromStackFolder(image.folder),
          dockerfile: image.dockerfile,
          buildArgs: image.buildArgs,
          architecture: image.architecture,
          ...(image.digest === undefined ? {} : { digest: image.digest }),
        });
        forgotten.push(...built.forgotten);
        return [image.serviceName, built.uri];
      }),
    );
    // An image that was built on this machine and is now recorded leaves the state; the image stays in the registry.
    if (forgotten.length > 0) {
      const removed = forgotten.map((from) => ({ from, lifecycle: { destroy: false } }));
      this.addOverride("removed", removed);
    }
  }

  /** The provider for the Docker engine that builds, with credentials for the registry. */
  private addEngine(): void {
    const token = new DataAwsEcrAuthorizationToken(this, "registry");
    new DockerProvider(this, "docker", {
      registryAuth: [{ address: token.proxyEndpoint, username: token.userName, password: token.password }],
    });
  }
}
