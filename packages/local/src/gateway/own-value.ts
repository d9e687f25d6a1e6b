/** A record's own value under a name that somebody chose: what every object inherits, as `constructor`, is no entry. */
export function ownValue<T>(record: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(record, name) ? record[name] : undefined;
}
