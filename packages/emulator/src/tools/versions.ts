import { spawnSync } from "node:child_process";

/** Minimum versions: Terraform's for `use_lockfile` of the S3 backend, Python's for moto 5.2. */
const LOWEST = {
  terraform: { version: [1, 11], command: ["terraform", "version"], says: /Terraform v(\d+)\.(\d+)/ },
  emulator: { version: [3, 10], command: ["python3", "--version"], says: /Python (\d+)\.(\d+)/ },
} as const;

/** A line for each installed program that is too old. */
export function outdated(needs: readonly string[], env: NodeJS.ProcessEnv): string[] {
  return (["terraform", "emulator"] as const).flatMap((need) => {
    if (!needs.includes(need)) return [];
    if (need === "emulator" && env["AWS_ENDPOINT_URL"] !== undefined) return [];
    const { version, command, says } = LOWEST[need];
    const [program, ...args] = command;
    const { stdout } = spawnSync(program, args, { env: { ...env, CHECKPOINT_DISABLE: "1" }, encoding: "utf8" });
    const [, major, minor] = says.exec(stdout) ?? [];
    // A program whose version is unknown is accepted.
    if (major === undefined || minor === undefined) return [];
    const isEnough = Number(major) > version[0] || (Number(major) === version[0] && Number(minor) >= version[1]);
    return isEnough ? [] : [`${program} is ${major}.${minor}: install ${version.join(".")} or newer`];
  });
}
