import { Console, serve, type Served } from "@private-http-api/local";
import { withSettings } from "../moto/aws-environment";
import { synthesisFolder, type LocalDeployment, type LocalDeployOptions } from "./deploy";
import type { Flags } from "./flags";

export interface DeployedServeProps extends Pick<Flags, "port" | "pagePort"> {
  readonly deployment: LocalDeployment;
  readonly options: LocalDeployOptions;
  readonly output: NodeJS.WriteStream;
  /** Id of this process, for unique container names. */
  readonly processId: number;
}

/** Serves a deployment on localhost from its states: runs the pushed images with the engine that built them. */
export async function serveDeployed(props: DeployedServeProps, started: (served: Served) => void): Promise<void> {
  const { deployment, options, port, pagePort, output, processId } = props;
  await serve(
    {
      options: {
        ...{ port, pagePort, state: [deployment.states], service: {}, run: {} },
        ...{ containers: true, watch: false, auth: true, synth: false },
      },
      project: options.projectFolder,
      outdir: synthesisFolder(options.folder),
      shellEnvironment: withSettings(options.env, deployment.cloud.settings),
      console: new Console(output),
      processId,
    },
    started,
  );
}
