/** The address of a process that this run did not start. */
export interface Address {
  readonly host: string;
  readonly port: number;
}

/** Parses `http://localhost:3000`; `undefined` for any other form. Without a path, because a target has none. */
export function readAddress(text: string): Address | undefined {
  if (!URL.canParse(text)) return undefined;
  const { protocol, hostname, port, pathname, search, username } = new URL(text);
  if (protocol !== "http:" || pathname !== "/" || search !== "" || username !== "") return undefined;
  return { host: hostname.replace(/^\[(.*)\]$/, "$1"), port: port === "" ? 80 : Number(port) };
}
