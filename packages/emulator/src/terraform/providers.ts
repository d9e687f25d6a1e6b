import type { Surroundings } from "../tools/surroundings";
import { terraformEnvironment } from "./cli-config";
import { dockerProvider, dockerProviderMirror } from "./docker-provider";
import { findMirror } from "./mirror";

export interface ProviderOptions extends Surroundings {
  /** Path for the CLI configuration, if one is needed. */
  readonly configFile: string;
  /** Whether images are built: the docker provider is then needed too. */
  readonly images: boolean;
}

/** Settings that make Terraform use the AWS and docker providers of this machine, or download them. */
export async function prepareTerraform(options: ProviderOptions): Promise<Readonly<Record<string, string>>> {
  const mirror = findMirror(options.env);
  if (mirror === undefined) return terraformEnvironment([], options.configFile, options.env);
  const mirrors =
    !options.images || mirror.providers.includes(dockerProvider)
      ? [mirror]
      : [mirror, await dockerProviderMirror(options)];
  return terraformEnvironment(mirrors, options.configFile, options.env);
}
