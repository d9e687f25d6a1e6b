import { Token } from "cdktf";

/** A number as it looks in a text; CDKTF's number tokens, which no text can hold, are negative and enormous. */
const NUMBER = /-\d+(?:\.\d+)?e\+\d+/g;

/**
 * The value of an environment variable; a number that Terraform knows after apply becomes a reference.
 *
 * @param refuse makes the error for a value that no text can hold
 */
export function environmentText(value: string | number, refuse: (message: string) => Error): string {
  if (typeof value === "number") return Token.isUnresolved(value) ? Token.asString(value) : String(value);
  if ([...value.matchAll(NUMBER)].some(([text]) => Token.isUnresolved(Number(text)))) {
    throw refuse(
      "has a number in its text that is known after apply; give the number itself, or Token.asString(number)",
    );
  }
  return value;
}
