import { setTimeout as sleep } from "node:timers/promises";
import { run } from "@private-http-api/cli-kit";

/** The parts of ECS's task definition that are needed to run a container. */
export interface TaskDefinition {
  readonly cpu: string;
  readonly memory: string;
  readonly containerDefinitions: readonly [ContainerDefinition];
}

interface ContainerDefinition {
  readonly name: string;
  readonly image: string;
  readonly user: string;
  readonly readonlyRootFilesystem: boolean;
  readonly environment: readonly { readonly name: string; readonly value: string }[];
  readonly portMappings: readonly [{ readonly containerPort: number }];
  readonly stopTimeout: number;
  readonly linuxParameters: {
    readonly initProcessEnabled: boolean;
    readonly capabilities: { readonly drop: string[] };
  };
}

/** Time limit for a small Node service to become healthy on a busy machine. */
const healthyWithinSeconds = 30;

/** Label of this test run's containers, as the engine may have others. */
const label = `private-http-api.test=${process.pid}`;

/** A container of a task definition, run by the local engine on the machine's network. */
export class TaskContainer {
  private constructor(
    readonly baseUrl: string,
    private readonly id: string,
    private readonly env: NodeJS.ProcessEnv,
  ) {}

  static async start({ cpu, memory, containerDefinitions }: TaskDefinition, env: NodeJS.ProcessEnv) {
    const [container] = containerDefinitions;
    await run("docker", ["pull", "--quiet", container.image], { env });
    const id = await run(
      "docker",
      [
        ...["run", "--detach", "--label", label, "--network", "host"],
        ...["--cpus", String(Number(cpu) / 1024), "--memory", `${memory}m`],
        ...["--user", container.user, "--stop-timeout", String(container.stopTimeout)],
        ...(container.readonlyRootFilesystem ? ["--read-only"] : []),
        ...(container.linuxParameters.initProcessEnabled ? ["--init"] : []),
        ...container.linuxParameters.capabilities.drop.flatMap((capability) => ["--cap-drop", capability]),
        ...container.environment.flatMap(({ name, value }) => ["--env", `${name}=${value}`]),
        // The image's health check, at a shorter interval than its 30 s.
        ...["--health-interval", "500ms", container.image],
      ],
      { env },
    );
    const [{ containerPort }] = container.portMappings;
    return new TaskContainer(`http://127.0.0.1:${containerPort}`, id.trim(), env);
  }

  /** Ids of this test run's containers that still exist. */
  static async left(env: NodeJS.ProcessEnv): Promise<string> {
    return run("docker", ["ps", "--all", "--quiet", "--filter", `label=${label}`], { env });
  }

  /** Resolves once the image's health check passes. */
  async healthy(): Promise<void> {
    const deadline = Date.now() + healthyWithinSeconds * 1000;
    while ((await this.inspect("{{.State.Health.Status}}")) !== "healthy") {
      if (Date.now() > deadline) throw new Error(await run("docker", ["logs", this.id], { env: this.env }));
      await sleep(200);
    }
  }

  /** One field of `docker inspect`, as a Go template. */
  async inspect(field: string): Promise<string> {
    return (await run("docker", ["inspect", "--format", field, this.id], { env: this.env })).trim();
  }

  /** Stops it as ECS does, with SIGTERM and later SIGKILL, removes it and returns its exit code. */
  async stop(): Promise<number> {
    await run("docker", ["stop", this.id], { env: this.env });
    const exitCode = Number(await this.inspect("{{.State.ExitCode}}"));
    await run("docker", ["rm", this.id], { env: this.env });
    return exitCode;
  }
}
