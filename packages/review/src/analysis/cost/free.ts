import free from "./free-types.json";

/** AWS types without a charge of their own, by reason. Every other type is billed. */
export const FREE: Readonly<Record<string, readonly string[]>> = free;

const TYPES = new Set(Object.values(FREE).flat());

/** Providers whose resources are in the state, or on the machine that applies: they cost nothing. */
const OTHER_PROVIDERS = /^(archive|cloudinit|docker|external|local|null|random|terraform|time|tls)_/;

export function isFree(type: string): boolean {
  return TYPES.has(type) || OTHER_PROVIDERS.test(type);
}
