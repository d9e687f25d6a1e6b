import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";
import type { Target } from "../gateway/backend";

/**
 * In place of the DNS name of a service: each connection goes to one of its tasks, and stays there until one side ends it, as
 * on AWS. Without a task, connections are reset.
 */
export class NameDoor {
  private readonly server = createServer((socket) => {
    this.lead(socket);
  });
  private readonly open = new Set<Socket>();
  /** Chooses a task; replaced when the Terraform changes. */
  choose: () => Target | undefined = () => undefined;

  /** @returns the port of this machine that it listens on */
  async listen(): Promise<number> {
    this.server.listen(0, "127.0.0.1");
    await once(this.server, "listening");
    this.server.unref();
    return (this.server.address() as AddressInfo).port;
  }

  close(): void {
    this.server.close();
    for (const socket of this.open) socket.destroy();
  }

  private lead(socket: Socket): void {
    this.keep(socket);
    const target = this.choose();
    if (target === undefined) {
      socket.resetAndDestroy();
      return;
    }
    const onward = this.keep(connect(target.port, target.host));
    onward.once("error", () => {
      socket.resetAndDestroy();
    });
    socket.once("error", () => onward.resetAndDestroy());
    socket.pipe(onward);
    onward.pipe(socket);
  }

  private keep(socket: Socket): Socket {
    this.open.add(socket);
    socket.on("error", () => undefined);
    socket.once("close", () => this.open.delete(socket));
    return socket.setNoDelay(true);
  }
}
