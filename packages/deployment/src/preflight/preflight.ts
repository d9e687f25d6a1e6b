import { messageOf } from "@private-http-api/cli-kit";
import { nameOf } from "../aws/aws-failure";
import { certificates } from "./checks/certificates";
import { images } from "./checks/images";
import { logRole } from "./checks/log-role";
import { providers } from "./checks/providers";
import { quotas } from "./checks/quotas";
import { secrets } from "./checks/secrets";
import { serviceRoles } from "./checks/service-roles";
import { state } from "./checks/state";
import { tools } from "./checks/tools";
import { zones } from "./checks/zones";
import { type Finding, warn } from "./finding";
import type { Check, Target } from "./target";

/** In the order in which their findings are shown. */
const CHECKS: readonly Check[] = [
  tools,
  providers,
  state,
  serviceRoles,
  logRole,
  zones,
  quotas,
  images,
  certificates,
  secrets,
];

/**
 * Checks what a deploy needs, so that it does not fail midway. Read-only.
 *
 * @returns one finding per thing that was checked; what could not be checked is a warning
 */
export async function preflight(target: Target, checks: readonly Check[] = CHECKS): Promise<readonly Finding[]> {
  const all = await Promise.all(checks.map((check) => attempt(check, target)));
  return all.flat();
}

async function attempt({ what, run }: Check, target: Target): Promise<readonly Finding[]> {
  try {
    return await run(target);
  } catch (error) {
    const reason = `${nameOf(error)}: ${messageOf(error)}`.replaceAll(/\s+/g, " ");
    return [
      warn(what, `could not be checked (${reason}); give credentials that may read them, or check them yourself`),
    ];
  }
}
