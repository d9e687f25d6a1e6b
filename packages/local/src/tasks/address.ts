/** Where a process listens that this run did not start. */
export interface Address {
  readonly host: string;
  readonly port: number;
}

/** Reads `http://localhost:3000`; `undefined` where it is no such URL. A task behind the load balancer has no path of its own. */
export function readAddress(text: string): Address | undefined {
  if (!URL.canParse(text)) return undefined;
  const { protocol, hostname, port, pathname, search, username } = new URL(text);
  if (protocol !== "http:" || pathname !== "/" || search !== "" || username !== "") return undefined;
  return { host: hostname.replace(/^\[(.*)\]$/, "$1"), port: port === "" ? 80 : Number(port) };
}
