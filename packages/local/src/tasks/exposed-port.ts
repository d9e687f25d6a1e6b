import { readFileSync } from "node:fs";

/** State of a listening socket in /proc/net/tcp (include/net/tcp_states.h). */
const LISTEN = "0A";

/** Whether something listens on the port on every interface: then it can be reached from the network. Linux only. */
export function isExposed(
  port: number,
  read: (file: string) => string = (file) => readFileSync(file, "latin1"),
): boolean {
  const wanted = port.toString(16).toUpperCase().padStart(4, "0");
  return ["/proc/net/tcp", "/proc/net/tcp6"].some((file) => {
    try {
      return read(file)
        .split("\n")
        .some((line) => {
          const [, local = "", , state] = line.trim().split(/\s+/);
          const [address = "", here] = local.split(":");
          return here === wanted && state === LISTEN && /^0+$/.test(address);
        });
    } catch {
      return false;
    }
  });
}
