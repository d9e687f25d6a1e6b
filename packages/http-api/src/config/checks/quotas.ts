import { overQuota } from "../quotas/ledger";
import type { Check } from "./check";

/** More of something than AWS allows an environment. */
export const checkQuotas: Check = ({ environment, at }) => overQuota(environment, at);
