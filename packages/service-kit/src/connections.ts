import type { Server, ServerResponse } from "node:http";
import type { Socket } from "node:net";

/**
 * The open connections of a server, so that it can stop without cutting anything off.
 *
 * `server.close()` alone waits for keep-alive connections that are busy at that moment to idle out (65 s), and for
 * connections on which nothing was ever sent to hit the headers timeout.
 */
export class Connections {
  readonly #sockets = new Set<Socket>();
  readonly #responses = new Set<ServerResponse>();
  #closing = false;

  /** Must come before the app is attached: a response is changed before the app can send it. */
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

  /** From now on every answer ends its connection, so that clients come back over another one: another task's. */
  closeAfterAnswers(): void {
    this.#closing = true;
    for (const response of this.#responses) {
      if (!response.headersSent) response.setHeader("connection", "close");
    }
  }

  /**
   * Stops listening and resolves when the last exchange has ended, or has been cut off after the time given.
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
        // Its headers were sent before draining began, so the connection would stay open.
        response.once("close", () => {
          this.server.closeIdleConnections();
        });
      }
    });
    return cutOff;
  }
}
