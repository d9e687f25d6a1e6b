import type { TerraformProject } from "@private-http-api/test-support";
import { REVISIONS } from "./rows";
import { pageRows } from "./page";
import { DEPLOYED, type RawConfig, SETTINGS } from "./settings";

/** Changes in place that do not disturb each other: one deploy applies them all. */
const TOGETHER: ReadonlySet<string> = new Set([
  "services.image",
  "services.cpu, memoryMiB",
  "services.desiredCount",
  "services.deregistrationDelaySeconds",
  "services.scaling.max",
  "loadBalancer.idleTimeoutSeconds",
  "logRetentionDays",
  "api.throttle",
]);

/**
 * What is deployed, with eight settings changed.
 *
 * @throws Error where docs/lifecycle.md does not call one of them a change in place
 */
export function appliedTogether(): RawConfig {
  const inPlace = new Set(pageRows().flatMap(([setting, how]) => (how === "in place" ? [setting] : [])));
  for (const name of TOGETHER) if (!inPlace.has(name)) throw new Error(`docs/lifecycle.md: ${name} is not in place`);
  const chosen = SETTINGS.filter(({ name }) => TOGETHER.has(name));
  return chosen.reduce((config, { change }) => change(config), DEPLOYED);
}

interface State {
  readonly values?: {
    readonly root_module: {
      readonly resources: readonly {
        readonly address: string;
        readonly mode: string;
        readonly type: string;
        readonly values: { readonly id: string };
      }[];
    };
  };
}

/** AWS's id of every resource, by stack and address; revisions of one that stays are left out. */
export async function physicalIds(
  project: Pick<TerraformProject, "terraform">,
  stacks: readonly string[],
): Promise<Readonly<Record<string, string>>> {
  const ids: Record<string, string> = {};
  for (const stack of stacks) {
    const { stdout } = await project.terraform(stack, "show", "-json");
    for (const { address, mode, type, values } of (JSON.parse(stdout) as State).values?.root_module.resources ?? []) {
      if (mode === "managed" && !REVISIONS.has(type)) ids[`${stack} ${address}`] = values.id;
    }
  }
  return ids;
}
