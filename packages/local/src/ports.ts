import { createServer } from "node:net";
import { UserError } from "@private-http-api/cli-kit";

/** Throws a UserError if a port is not available, before anything is started. */
export async function checkPort(port: number, flag: string): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const server = createServer();
    server.once("error", (error: NodeJS.ErrnoException) => {
      reject(portProblem(port, flag, error));
    });
    server.listen(port, "127.0.0.1", () => {
      server.close(() => {
        resolve();
      });
    });
  });
}

/** What to do about a port that cannot be opened. */
export function portProblem(port: number, flag: string, error: NodeJS.ErrnoException): UserError {
  switch (error.code) {
    case "EADDRINUSE":
      return new UserError(
        `port ${port} is in use; stop what listens there, or choose another one: ${flag} ${port + 10}`,
      );
    case "EACCES":
      return new UserError(`port ${port} may not be opened by this user; choose one from 1024: ${flag} 8080`);
    default:
      return new UserError(`port ${port} cannot be opened (${error.message}); choose another one: ${flag} 8080`);
  }
}
