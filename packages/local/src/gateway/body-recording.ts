import type { IncomingMessage } from "node:http";
import { PassThrough, type Readable } from "node:stream";

/**
 * Keeps the first bytes of a streamed body until the target has taken the connection, so that a target that refuses it
 * can be followed by another. Backpressure keeps it small: before there is a connection, only a buffer's worth is read.
 */
export class BodyRecording {
  private readonly chunks: Buffer[] = [];
  private readonly record = (chunk: Buffer): void => {
    this.chunks.push(chunk);
  };

  constructor(private readonly request: IncomingMessage) {
    request.on("data", this.record);
  }

  stop(): void {
    this.request.off("data", this.record);
    this.chunks.length = 0;
  }

  /** The body from its first byte on. */
  replay(): Readable {
    this.request.unpipe();
    const body = new PassThrough();
    for (const chunk of this.chunks) body.write(chunk);
    if (this.request.readableEnded) body.end();
    else this.request.pipe(body);
    return body;
  }
}
