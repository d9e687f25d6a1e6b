/** A record's own value under a user-chosen name: an inherited property, such as `constructor`, is not an entry. */
export function ownValue<T>(record: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(record, name) ? record[name] : undefined;
}
