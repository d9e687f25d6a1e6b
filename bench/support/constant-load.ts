import { Agent, get } from "node:http";

/** Number of requests by status, or by the error's code where there was no response. */
export type Endings = Readonly<Record<string, number>>;

/** Keeps a number of requests in flight until it is stopped. */
export class ConstantLoad {
  private readonly agent: Agent;
  private readonly counted: Record<string, number> = {};
  private readonly workers: readonly Promise<void>[];
  private stopping = false;

  constructor(
    private readonly url: string,
    inFlight: number,
  ) {
    this.agent = new Agent({ keepAlive: true, maxSockets: inFlight });
    this.workers = Array.from({ length: inFlight }, () => this.work());
  }

  get endings(): Endings {
    return this.counted;
  }

  /** Sends no more requests, and waits for those in flight. */
  async stop(): Promise<Endings> {
    this.stopping = true;
    await Promise.all(this.workers);
    this.agent.destroy();
    return this.counted;
  }

  private async work(): Promise<void> {
    while (!this.stopping) {
      const ending = await this.one();
      this.counted[ending] = (this.counted[ending] ?? 0) + 1;
    }
  }

  private one(): Promise<string> {
    return new Promise((resolve) => {
      const request = get(this.url, { agent: this.agent }, (response) => {
        response.resume();
        response.once("end", () => {
          resolve(String(response.statusCode));
        });
        response.once("error", (error: NodeJS.ErrnoException) => {
          resolve(error.code ?? error.message);
        });
      });
      request.once("error", (error: NodeJS.ErrnoException) => {
        resolve(error.code ?? error.message);
      });
    });
  }
}
