/** A role's name may have 38 characters before the random suffix. */
const NAME_PREFIX_LENGTH = 38;

/** The beginning of the physical name of a role that is created for this name; a random suffix follows. */
export function roleNamePrefix(name: string): string {
  return `${name}-`.slice(-NAME_PREFIX_LENGTH).replace(/^-+/, "");
}
