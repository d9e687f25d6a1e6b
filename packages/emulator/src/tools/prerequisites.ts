import { findCommand } from "./find-command";
import { findOpenTofu } from "./opentofu";
import { outdated } from "./versions";
import { engineAnswers } from "../engine/engine";
import { findMirror } from "../terraform/mirror";
import { dockerProvider } from "../terraform/docker-provider";

export type Need =
  | "terraform"
  | "emulator"
  | "aws"
  | "docker-provider"
  | "engine"
  | "registry"
  | "checkov"
  | "openssl"
  | "browser"
  | "workflow-linters"
  | "opentofu";

/** How to meet each need, as skipped tests and refused commands report it. */
const remedies = {
  terraform: "terraform is not on the PATH: install Terraform 1.11 or newer",
  python3: "python3 is not on the PATH: the AWS emulator and checkov need Python 3.10 or newer, zizmor 3.11",
  go: "go is not on the PATH: the docker provider and actionlint are built with Go 1.25 or newer",
  docker: "docker is not on the PATH: install docker.io, or any Docker engine",
  dockerd: "no Docker engine answers and dockerd is not on the PATH: start one, or install docker.io",
  root: "no Docker engine answers and only root can start one: start one, or run this as root",
  "docker-registry": "docker-registry is not on the PATH: install the package of this name",
  openssl: "openssl is not on the PATH: it makes the certificates of servers on this machine",
  aws: "aws is not on the PATH: install the AWS CLI",
  opentofu: "tofu is not on the PATH: install OpenTofu 1.10, or have `npm run prepare:tools -- --opentofu` build it",
  browser: "neither chromium, chromium-browser nor google-chrome is on the PATH: install one of them",
} as const;

/** One line for each missing program; empty if all needs are met. */
export function missing(needs: readonly Need[], env: NodeJS.ProcessEnv): string[] {
  const absent = new Set<keyof typeof remedies>();
  function require(command: keyof typeof remedies) {
    if (findCommand(command, env) === undefined) absent.add(command);
  }
  if (needs.includes("terraform")) require("terraform");
  if (needs.includes("emulator") && env["AWS_ENDPOINT_URL"] === undefined) require("python3");
  if (needs.includes("aws")) require("aws");
  if (needs.includes("checkov") || needs.includes("workflow-linters")) require("python3");
  if (needs.includes("workflow-linters")) require("go");
  if (needs.includes("docker-provider")) {
    const mirror = findMirror(env);
    if (mirror !== undefined && !mirror.providers.includes(dockerProvider)) require("go");
  }
  if (needs.includes("engine")) {
    require("docker");
    if (!absent.has("docker") && !engineAnswers(env)) {
      require("dockerd");
      if (process.getuid?.() !== 0) absent.add("root");
    }
  }
  if (needs.includes("registry")) require("docker-registry");
  if (needs.includes("registry") || needs.includes("openssl")) require("openssl");
  if (needs.includes("browser") && findBrowser(env) === undefined) absent.add("browser");
  if (needs.includes("opentofu") && findOpenTofu(env) === undefined) absent.add("opentofu");
  return [...absent].map((name) => remedies[name]);
}

/** Throws with a line for each program that is missing or too old. */
export function requireAll(needs: readonly Need[], env: NodeJS.ProcessEnv): void {
  const lacking = missing(needs, env);
  const absent = lacking.length > 0 ? lacking : outdated(needs, env);
  if (absent.length > 0) throw new Error(absent.join("\n"));
}

/** Path of a Chromium browser, under Debian's name or that of other systems. */
export function findBrowser(env: NodeJS.ProcessEnv): string | undefined {
  for (const name of ["chromium", "chromium-browser", "google-chrome"]) {
    const found = findCommand(name, env);
    if (found !== undefined) return found;
  }
  return undefined;
}
