import { Command, InvalidArgumentError, Option } from "commander";
import { usageError } from "@private-http-api/cli-kit";

export interface LocalOptions {
  readonly port: number;
  readonly pagePort: number;
  /** @default `dev` where it is there, else the first one of the synth output */
  readonly environment?: string;
  /** Terraform states to read in place of synthesized stacks: files or folders. */
  readonly state?: readonly string[];
  readonly containers: boolean;
  readonly watch: boolean;
  readonly auth: boolean;
  readonly synth: boolean;
}

/** Reads the command line; prints the help or one line of error and ends the process where that is called for. */
export function readOptions(argv: readonly string[]): LocalOptions {
  const command = new Command("npm start --")
    .description("Serves the synthesized (or deployed) HTTP API on this machine.")
    .addOption(portOption())
    .addOption(pagePortOption())
    .option("--environment <name>", "environment to serve (default: dev where it is there, else the first one)")
    .addOption(
      new Option(
        "--state <place...>",
        "read Terraform states (files or folders) instead of synthesized stacks; they say which environment they are of",
      ).conflicts("environment"),
    )
    .option("--containers", "run the images with docker or podman instead of processes", false)
    .addOption(
      new Option("--watch", "rebuild and restart a service's tasks one by one when its folder changes")
        .default(false)
        .conflicts("containers"),
    )
    .option("--no-auth", "let every request pass, whatever its route asks for")
    .option("--no-synth", "serve cdktf.out as it is")
    .allowExcessArguments(false)
    .configureOutput({
      outputError: (text, write) => {
        write(usageError("npm start", text));
      },
    });
  command.parse([...argv], { from: "user" });
  return command.opts<LocalOptions>();
}

export function portOption(): Option {
  return new Option("--port <port>", "port of the API on localhost").default(8080).argParser(port);
}

export function pagePortOption(): Option {
  return new Option("--page-port <port>", "port of the page and of /_local/topology").default(8081).argParser(port);
}

function port(text: string): number {
  const number = Number(text);
  if (/^\d+$/.test(text) && number >= 1 && number <= 65_535) return number;
  throw new InvalidArgumentError("It must be a port from 1 to 65535.");
}
