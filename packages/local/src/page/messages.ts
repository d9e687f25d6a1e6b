/** A body as far as it was kept. */
export interface BodyView {
  readonly text: string;
  readonly encoding: "utf8" | "base64";
  /** Length of the whole body, in bytes. */
  readonly size: number;
  /** @default false */
  readonly isCut?: boolean;
}

/** Names and values; a name may occur several times. */
export type Headers = readonly (readonly [string, string])[];

/** A request or an answer between two hops. */
export interface MessageView {
  readonly from: string;
  readonly to: string;
  /** Request line, or status line. */
  readonly line: string;
  readonly headers: Headers;
  /** @default there is none, or it was not read */
  readonly body?: BodyView;
}
