import type { Container } from "@private-http-api/topology";

export type ShellEnvironment = Readonly<Record<string, string | undefined>>;

/** The variables of the shell that a process needs to run at all. */
const machineVariables = ["PATH", "HOME", "TMPDIR", "LANG"];

/**
 * The part of the shell's environment that a process in place of an AWS resource sees: what it needs to run at all, the AWS
 * settings instead of its role, and the named variables.
 */
export function fromShell(shell: ShellEnvironment, named: readonly string[] = []): Record<string, string> {
  function passes(name: string): boolean {
    return machineVariables.includes(name) || name.startsWith("AWS_") || named.includes(name);
  }
  return Object.fromEntries(
    Object.entries(shell).flatMap(([name, value]) => (value !== undefined && passes(name) ? [[name, value]] : [])),
  );
}

/** Secrets are on AWS: here the shell provides their values. One line per missing secret. */
export function missingSecrets(container: Container, service: string, shell: ShellEnvironment): readonly string[] {
  return container.secrets
    .filter((name) => shell[name] === undefined)
    .map(
      (name) =>
        `${service}: container ${container.name} gets ${name} from a secret store; set it for this run: ${name}=… npm start, or in http-api.local.json`,
    );
}
