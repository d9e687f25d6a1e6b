import { Token } from "cdktf";

/** A number inside a text; CDKTF's number tokens, which cannot be part of a text, are negative and huge. */
const NUMBER = /-\d+(?:\.\d+)?e\+\d+/g;

/**
 * The value of an environment variable; a number that Terraform knows after apply becomes a reference.
 *
 * @param refuse creates the error for a text with a number token in it
 */
export function environmentText(value: string | number, refuse: (message: string) => Error): string {
  if (typeof value === "number") return Token.isUnresolved(value) ? Token.asString(value) : String(value);
  if ([...value.matchAll(NUMBER)].some(([text]) => Token.isUnresolved(Number(text)))) {
    throw refuse("contains a number that is known after apply; give the number itself, or Token.asString(number)");
  }
  return value;
}
