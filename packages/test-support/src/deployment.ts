import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { type LocalCloud, startLocalCloud, UndoStack } from "@private-http-api/emulator";
import { type AwsCall, takeCalls } from "./aws-calls";
import { progress } from "./progress";
import { Aws } from "./terraform-aws";
import { TerraformProject } from "./terraform-project";

export interface DeploymentProps {
  readonly account: string;
  readonly region: string;
  /** Base images of the project's images; adds a registry and an engine. @default no image is built */
  readonly baseImages?: readonly string[];
  /** The emulator accepts what AWS refuses. @default false */
  readonly lenient?: boolean;
  /** Variables of the emulator. */
  readonly env?: Readonly<Record<string, string>>;
  /** The project's config. @default `prepare` gives it, with `project.configure` */
  readonly config?: unknown;
  /** Further preparation before the tests. */
  readonly prepare?: (deployment: Deployment) => Promise<void>;
}

export interface Deployment {
  readonly cloud: LocalCloud;
  readonly project: TerraformProject;
  readonly aws: Aws;
  /** Calls to AWS since the previous call of this function, without duplicates. */
  readonly calls: () => readonly AwsCall[];
}

/**
 * Gives the tests of a `describe` a separate emulator and a project that deploys to it. Removes both at the end, even if
 * the setup failed or timed out.
 */
export function useDeployment(props: DeploymentProps): () => Deployment {
  const interrupt = new AbortController();
  const undo = new UndoStack();
  let settingUp: Promise<Deployment> | undefined;
  let made: Deployment | undefined;

  async function setUp(): Promise<Deployment> {
    const folder = mkdtempSync(path.join(tmpdir(), "cloud-"));
    undo.push(() => {
      rmSync(folder, { recursive: true, force: true });
    });
    const calls = path.join(folder, "calls.jsonl");
    const cloud = await startLocalCloud({
      folder,
      account: props.account,
      region: props.region,
      lenient: props.lenient === true,
      images: props.baseImages !== undefined,
      baseImages: props.baseImages ?? [],
      lifetime: "parent",
      // An emulator that is already running has other resources, and may have another account.
      env: { ...process.env, ...props.env, AWS_ENDPOINT_URL: undefined, EMULATOR_CALLS: calls },
      progress,
      signal: interrupt.signal,
    });
    undo.push(() => cloud.stop());
    const project = new TerraformProject(cloud, props.config ?? {}, interrupt);
    undo.push(() => project.end());
    const deployment = { cloud, project, aws: new Aws(project.env), calls: () => takeCalls(calls) };
    await props.prepare?.(deployment);
    return deployment;
  }

  beforeAll(async () => {
    settingUp = setUp();
    made = await settingUp;
  });

  afterAll(async () => {
    made?.calls();
    interrupt.abort();
    await settingUp?.catch(() => undefined);
    await undo.run();
  });

  return () => {
    if (made === undefined) throw new Error("the deployment is not ready");
    return made;
  };
}
