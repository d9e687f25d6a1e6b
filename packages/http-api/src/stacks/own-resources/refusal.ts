import { ConfigError } from "../../config/config-error";

const FILE = "stacks/own-resources.ts";

/** A problem in own resources, as one line that begins with their file. */
export function refusal(environment: string, where: string, message: string): ConfigError {
  return new ConfigError(FILE, [{ path: [environment, where], message }]);
}

/** @throws ConfigError when there is no such service */
export function requireService(
  { environment, services }: { readonly environment: string; readonly services: readonly string[] },
  where: string,
  service: string,
): void {
  if (services.includes(service)) return;
  throw refusal(environment, where, `no service ${JSON.stringify(service)}; declared: ${services.join(", ")}`);
}
