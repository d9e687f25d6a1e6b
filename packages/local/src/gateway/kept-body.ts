/** Bytes of a body that are kept for the page. */
export const KEPT_BODY_BYTES = 16 * 1024;

/** The beginning of a body, and how long it was. */
export class KeptBody {
  private readonly chunks: Buffer[] = [];
  private kept = 0;
  private length = 0;

  /** @param body the whole body, if it is known at once */
  constructor(body?: Buffer) {
    if (body !== undefined) this.add(body);
  }

  add(chunk: Buffer): void {
    this.length += chunk.length;
    const room = KEPT_BODY_BYTES - this.kept;
    if (room <= 0) return;
    // A copy, because a slice would keep the whole chunk in memory.
    const part = chunk.length <= room ? chunk : Buffer.from(chunk.subarray(0, room));
    this.kept += part.length;
    this.chunks.push(part);
  }

  get bytes(): Buffer {
    return Buffer.concat(this.chunks);
  }

  /** Length of the whole body, in bytes. */
  get size(): number {
    return this.length;
  }
}
