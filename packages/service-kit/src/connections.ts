import type { Server, ServerResponse } from "node:http";
import type { Socket } from "node:net";

/**
 * The open connections of a server, so that it can stop without cutting off responses.
 *
 * `server.close()` alone waits for busy keep-alive connections to reach their idle timeout (65 s), and for connections on
 * which nothing was sent to reach the headers timeout.
 */
export class Connections {
  readonly #sockets = new Set<Socket>();
  readonly #responses = new Set<ServerResponse>();
  #closing = false;

  /** To be created before the app is attached, because it changes responses before the app can send them. */
  constructor(private readonly server: Server) {
    server.on("connection", (socket: Socket) => {
      this.#sockets.add(socket);
      socket.once("close", () => this.#sockets.delete(socket));
    });
    server.on("request", (_request, response) => {
      if (this.#closing) response.setHeader("connection", "close");
      this.#responses.add(response);
      response.once("close", () => this.#responses.delete(response));
    });
  }

  /** From now on every response closes its connection, so that clients open another one, to another task. */
  closeAfterAnswers(): void {
    this.#closing = true;
    for (const response of this.#responses) {
      if (!response.headersSent) response.setHeader("connection", "close");
    }
  }

  /**
   * Stops listening; resolves when the last exchange has ended, or has been cut off at the deadline.
   * @returns how many exchanges were cut off
   */
  async end(deadlineMilliseconds: number): Promise<number> {
    let cutOff = 0;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(() => {
        cutOff = this.#responses.size;
        this.server.closeAllConnections();
      }, deadlineMilliseconds);
      this.server.close(() => {
        clearTimeout(timer);
        resolve();
      });
      for (const socket of this.#sockets) {
        if (socket.bytesRead === 0) socket.destroy();
      }
      for (const response of this.#responses) {
        // If its headers were sent before draining began, the connection would stay open.
        response.once("close", () => {
          this.server.closeIdleConnections();
        });
      }
    });
    return cutOff;
  }
}
