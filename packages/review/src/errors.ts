/** A mistake the user can mend: its message is one line that says where, what was found, what is allowed and what to do. */
export class ReviewError extends Error {
  override readonly name = "ReviewError";
}

/** The message of anything that was thrown. */
export const messageOf = (thrown: unknown): string =>
  typeof thrown === "object" && thrown !== null && "message" in thrown ? String(thrown.message) : String(thrown);
