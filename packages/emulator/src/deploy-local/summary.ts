import path from "node:path";
import type { Changes } from "@private-http-api/terraform-folders";
import type { DeployedStack, LocalDeployment, LocalDeployOptions } from "./deploy";
import type { LocalDestruction } from "./destroy";

/** The result of a deploy, its endpoints, and how to destroy it. */
export function deploymentSummary(deployment: LocalDeployment, options: LocalDeployOptions): string {
  const { cloud, outputs } = deployment;
  const folder = path.relative(options.projectFolder, options.folder);
  const engine = cloud.settings["DOCKER_HOST"];
  return [
    `Deployed ${options.environment} to the emulator`,
    ...table(deployment.stacks.map(({ name, changes }) => [name, describe(changes)])),
    ...times(deployment.stacks),
    "",
    "Where it runs",
    ...table([
      ["AWS API", cloud.endpoint],
      ...(cloud.registryPort === undefined ? [] : [["images", `https://127.0.0.1:${cloud.registryPort}`] as const]),
      ...(engine === undefined ? [] : [["engine", engine] as const]),
      ["logs", `${folder}/*.log, ${folder}/*/*.log`],
      ...Object.entries(outputs),
    ]),
    "",
    "The AWS API is only a control plane: no tasks run, and api_endpoint does not answer.",
    nextCommands(options),
  ].join("\n");
}

/** Commands for a running deployment. */
export function nextCommands(options: LocalDeployOptions): string {
  return [`Serve it:   ${command(options)} --serve`, `Destroy it: ${command(options)} --destroy`].join("\n");
}

/** The result of a destroy. */
export function destructionSummary(destruction: LocalDestruction | undefined, options: LocalDeployOptions): string {
  if (destruction === undefined) return `Nothing of ${options.environment} is deployed to an emulator.`;
  return [
    ...(destruction.problems.length === 0
      ? [`Destroyed ${options.environment}: its processes, containers and files are gone`]
      : [...destruction.problems, discarded(destruction, options)]),
    ...table(destruction.stacks.map(({ name, changes }) => [name, `${changes.destroyed} destroyed`])),
  ].join("\n");
}

function discarded({ givenEndpoint }: LocalDestruction, { environment }: LocalDeployOptions): string {
  const rest =
    givenEndpoint === undefined
      ? "was removed with the emulator"
      : `remains in the emulator at ${givenEndpoint}, which was not started by this command`;
  return `Discarded ${environment}: its processes, containers and files are gone; what could not be destroyed ${rest}`;
}

function describe({ added, changed, destroyed }: Changes): string {
  if (added + changed + destroyed === 0) return "no change";
  return `${added} created, ${changed} changed, ${destroyed} destroyed`;
}

/** How long the applies took, beside what the resources that wait for each other took: what is above it is overhead. */
function times(stacks: LocalDeployment["stacks"]): readonly string[] {
  const changed = stacks.filter(({ chain }) => chain.seconds > 0);
  if (changed.length === 0) return [];
  function sum(seconds: (stack: DeployedStack) => number): number {
    return changed.reduce((total, stack) => total + seconds(stack), 0);
  }
  const [took, least] = [sum(({ seconds }) => seconds), sum(({ chain }) => chain.seconds)];
  return [
    "",
    `Applied in ${took.toFixed(0)} s; the longest chain of resources took ${least.toFixed(0)} s of it (${(took / least).toFixed(2)} ×)`,
    ...table(changed.map(({ name, chain }) => [name, `${chain.seconds.toFixed(0)} s: ${chain.resources.join(" → ")}`])),
  ];
}

function command({ environment }: LocalDeployOptions): string {
  return `npm run deploy:local -- --environment ${environment}`;
}

function table(rows: readonly (readonly [string, string])[]): string[] {
  const width = Math.max(0, ...rows.map(([name]) => name.length));
  return rows.map(([name, value]) => `  ${name.padEnd(width)}  ${value}`);
}
