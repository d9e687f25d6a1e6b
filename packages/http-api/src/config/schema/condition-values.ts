import { isIP } from "node:net";

/** What a value must be for an IAM condition operator, by the start of the operator's name, and an example. */
const KINDS: readonly (readonly [operator: RegExp, fits: (value: string) => boolean, example: string])[] = [
  [/^(?:Bool|Null)/, (value) => /^(?:true|false)$/i.test(value), '"true" or "false"'],
  [/^Numeric/, (value) => value.trim() !== "" && Number.isFinite(Number(value)), 'a number, like "10"'],
  [/^Date/, isDate, 'a date, like "2027-03-31T22:00:00Z"'],
  [/^(?:Not)?IpAddress/, isAddressRange, 'an address or a range, like "203.0.113.0/24"'],
  [/^Arn/, (value) => value === "*" || value.split(":").length >= 6, 'an ARN, like "arn:aws:s3:::books", or "*"'],
];

/**
 * Values of a condition that its operator can never match, which makes an Allow useless and a Deny open [IAM User Guide,
 * "IAM JSON policy elements: Condition operators"]: operator, key, value, and an example of what fits. Values with policy
 * variables are not checked.
 */
export function unmatchedValues(
  condition: Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>,
): readonly { readonly keys: readonly string[]; readonly value: string; readonly example: string }[] {
  return Object.entries(condition).flatMap(([operator, byKey]) => {
    const [, fits, example] = KINDS.find(([name]) => name.test(operator.replace(/^For(?:All|Any)Values?:/, ""))) ?? [];
    if (!fits || example === undefined) return [];
    return Object.entries(byKey).flatMap(([key, values]) =>
      [values]
        .flat()
        .filter((value) => !value.includes("${") && !fits(value))
        .map((value) => ({ keys: [operator, key], value, example })),
    );
  });
}

/** ISO 8601, as the W3C's profile has it, or seconds since 1970. */
function isDate(value: string): boolean {
  if (/^\d+$/.test(value)) return true;
  const [, date] =
    /^(\d{4}(?:-\d{2}(?:-\d{2}(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:\d{2})?)?)?)?)$/.exec(value) ?? [];
  return date !== undefined && !Number.isNaN(Date.parse(date));
}

function isAddressRange(value: string): boolean {
  const [address = "", length, more] = value.split("/");
  const version = isIP(address);
  if (version === 0 || more !== undefined) return false;
  return length === undefined || (/^\d{1,3}$/.test(length) && Number(length) <= (version === 4 ? 32 : 128));
}
