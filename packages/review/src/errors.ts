import { UserError } from "@private-http-api/cli-kit";

/** A mistake that the user can correct: its message is one line that says where, what was found, what is allowed and what to do. */
export class ReviewError extends UserError {
  override readonly name = "ReviewError";
}

export { messageOf } from "@private-http-api/cli-kit";
