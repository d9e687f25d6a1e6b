import type { Container } from "@private-http-api/topology";
import type { ContainerRun, ContainerSpec, ContainerStarter } from "./container-run";

/** Starts containers with the values of this machine instead of AWS's. */
export class LocalStarter implements ContainerStarter {
  constructor(
    private readonly starterOf: (container: Container) => ContainerStarter,
    private readonly containers: ReadonlyMap<Container, Container>,
  ) {}

  leavesOut(container: Container): string | undefined {
    return this.starterOf(container).leavesOut(container);
  }

  check(container: Container, service: string): readonly string[] {
    return this.starterOf(container).check(this.here(container), service);
  }

  start(spec: ContainerSpec): ContainerRun {
    return this.starterOf(spec.container).start({ ...spec, container: this.here(spec.container) });
  }

  warning(container: Container, port: number, service: string): string | undefined {
    return this.starterOf(container).warning(container, port, service);
  }

  private here(container: Container): Container {
    return this.containers.get(container) ?? container;
  }
}
