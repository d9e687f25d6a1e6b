import { basename } from "node:path";
import { Command, InvalidArgumentError, Option } from "commander";
import { usageErrors } from "@private-http-api/cli-kit";
import { type Address, readAddress } from "./tasks/address";

export interface LocalOptions {
  readonly port: number;
  readonly pagePort: number;
  /** @default `dev` if there is one, else the first of the synthesized output */
  readonly environment?: string;
  /** Terraform states to read instead of synthesized stacks: files or folders. */
  readonly state?: readonly string[];
  /** A plan as JSON, to read instead of synthesized stacks. */
  readonly plan?: string;
  /** Name or id of the API to serve. @default the only one, or the one with most routes */
  readonly api?: string;
  /** Consumer whose requests are answered, or endpoint of a private REST API. @default the API is served */
  readonly from?: string;
  /** Services whose traffic goes to a process that runs already, by name. */
  readonly service: Readonly<Record<string, Address>>;
  /** Shell commands that start services instead of their images, by name. */
  readonly run: Readonly<Record<string, string>>;
  readonly containers: boolean;
  /** @default on a terminal, without `--containers` */
  readonly watch?: boolean;
  readonly auth: boolean;
  /** A local issuer whose tokens the JWT authorizers accept. @default no issuer */
  readonly issuer?: boolean;
  readonly synth: boolean;
}

/** Parses the command line; for --help or an error, it prints the help or one line and ends the process. */
export function readOptions(argv: readonly string[], name = "npm start"): LocalOptions {
  const command = new Command(name === "npm start" ? "npm start --" : name)
    .description("Serves the synthesized (or deployed) HTTP API on this machine.")
    .addOption(portOption())
    .addOption(pagePortOption())
    .option("--environment <name>", "environment to serve (default: dev if there is one, else the first)")
    .addOption(
      new Option(
        "--state <place...>",
        "read Terraform states (files, folders, - for standard input) instead of synthesized stacks; the environment is theirs",
      ).conflicts("environment"),
    )
    .addOption(
      new Option(
        "--plan <file>",
        "read a plan instead, written by `terraform show -json <planfile>`; - is standard input",
      ).conflicts(["environment", "state"]),
    )
    .option("--api <name>", "API to serve where there are several (default: the one with most routes)")
    .option(
      "--from <caller>",
      "serve what this consumer sees: its own API, the services without an API, or the private REST API through its endpoint; or what reaches that API through another endpoint, vpce-… (default: the environment's API, through an endpoint that its policy names)",
    )
    .addOption(
      new Option("--service <name=url>", "send a service's traffic to a process that already runs; repeatable")
        .default({}, "none")
        .argParser(pairs(readServiceAddress)),
    )
    .addOption(
      new Option("--run <name=command>", "start a service with this shell command, in its folder; repeatable")
        .default({}, "none")
        .argParser(pairs((text) => text)),
    )
    .option("--containers", "run the images with docker or podman instead of processes", false)
    .addOption(
      new Option(
        "--watch",
        "watch the sources: restart what changed, swap routes and functions (default: on a terminal, without --containers)",
      ).conflicts("containers"),
    )
    .addOption(new Option("--no-watch", "leave everything as it was started"))
    .option(
      "--issuer",
      "accept tokens that `npm run token` prints, in addition to those of the authorizers' issuers",
      false,
    )
    .option("--no-auth", "accept every request, whatever its route requires")
    .option("--no-synth", "serve cdktf.out as it is")
    .allowExcessArguments(false)
    .configureOutput(usageErrors(name));
  command.parse([...argv], { from: "user" });
  return command.opts<LocalOptions>();
}

/** The name of the command that was started: `npm start` in this repository, `run-http-api` where it is installed. */
export function commandName(program: string | undefined): string {
  return program !== undefined && basename(program) === "run-http-api" ? "run-http-api" : "npm start";
}

/** Collects `<name>=<value>` pairs of a repeatable option. */
function pairs<T>(
  read: (value: string) => T,
): (text: string, before: Readonly<Record<string, T>>) => Record<string, T> {
  return (text, before) => {
    const [, name, value] = /^([^=]+)=(.+)$/s.exec(text) ?? [];
    if (name === undefined || value === undefined) throw new InvalidArgumentError("Give <service>=<value>.");
    if (Object.hasOwn(before, name)) throw new InvalidArgumentError(`${name} is given twice.`);
    return { ...before, [name]: read(value) };
  };
}

function readServiceAddress(text: string): Address {
  const address = readAddress(text);
  if (address !== undefined) return address;
  throw new InvalidArgumentError("It must be an http:// URL without a path, such as http://localhost:3000.");
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
