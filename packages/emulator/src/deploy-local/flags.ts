import { Command, InvalidArgumentError, Option } from "commander";
import { pagePortOption, portOption } from "@private-http-api/local";

export interface Flags {
  readonly environment: string;
  readonly destroy: boolean;
  readonly serve: boolean;
  /** Start an emulator that accepts what AWS refuses. */
  readonly lenient: boolean;
  readonly port: number;
  readonly pagePort: number;
}

/** Reads the command line. Prints the help or a one-line error and exits where necessary. */
export function readFlags(argv: readonly string[]): Flags {
  const command = new Command("npm run deploy:local --")
    .description("Deploys an environment to an AWS emulator on this machine, with the real Terraform and AWS provider.")
    .option("--environment <name>", "an environment of the config", environmentName, "dev")
    .option("--serve", "then serve it on localhost: the images that were pushed, as containers, until Ctrl-C", false)
    .option("--lenient", "start an emulator that accepts what AWS refuses", false)
    .addOption(portOption())
    .addOption(pagePortOption())
    .addOption(
      new Option("--destroy", "destroy what was deployed and stop everything that was started")
        .default(false)
        .conflicts("serve"),
    )
    .parse([...argv], { from: "user" });
  const flags = command.opts<Flags>();
  for (const [name, flag] of [
    ["port", "--port"],
    ["pagePort", "--page-port"],
  ] as const) {
    if (!flags.serve && command.getOptionValueSource(name) === "cli") {
      command.error(`error: ${flag} has an effect only with --serve; add --serve or remove ${flag}`);
    }
  }
  return flags;
}

/** The name becomes part of the path of a folder that is removed later, so it must not contain a path. */
function environmentName(given: string): string {
  if (/^[A-Za-z0-9][A-Za-z0-9_-]*$/.test(given)) return given;
  throw new InvalidArgumentError("Give the name of an environment of the config: letters, digits, _ and -.");
}
