import type { Container } from "@private-http-api/topology";

export type ShellEnvironment = Readonly<Record<string, string | undefined>>;

/** What a process needs of the shell's environment to run at all. */
const machineVariables = ["PATH", "HOME", "TMPDIR", "LANG"];

/**
 * The part of the shell's environment that a process standing in for an AWS resource sees: what it needs to run at all, the
 * AWS settings in place of its role, and the named variables.
 */
export function fromShell(shell: ShellEnvironment, named: readonly string[] = []): Record<string, string> {
  function passes(name: string): boolean {
    return machineVariables.includes(name) || name.startsWith("AWS_") || named.includes(name);
  }
  return Object.fromEntries(
    Object.entries(shell).flatMap(([name, value]) => (value !== undefined && passes(name) ? [[name, value]] : [])),
  );
}

/** Secrets are on AWS: here the shell gives their values. One line for each that it lacks. */
export function missingSecrets(container: Container, service: string, shell: ShellEnvironment): readonly string[] {
  return container.secrets
    .filter((name) => shell[name] === undefined)
    .map(
      (name) =>
        `${service}: container ${container.name} takes ${name} from a secret store; set it for this run: ${name}=… npm start, or in http-api.local.json`,
    );
}
