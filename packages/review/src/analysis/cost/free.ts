import free from "./free-types.json";

/** Types of AWS's that nobody is billed for by themselves, each under the reason why. Every other type is billed. */
export const FREE: Readonly<Record<string, readonly string[]>> = free;

const TYPES = new Set(Object.values(FREE).flat());

/** Providers whose resources are in the state, or on the machine that applies: nobody bills them. */
const OTHER_PROVIDERS = /^(archive|cloudinit|docker|external|local|null|random|terraform|time|tls)_/;

export function isFree(type: string): boolean {
  return TYPES.has(type) || OTHER_PROVIDERS.test(type);
}
