import { fileErrorLine, messageOf } from "@private-http-api/cli-kit";

/** The message of a failed command; if the disk is full, it begins with that. */
export function failureText(error: unknown): string {
  const text = fileErrorLine(error) ?? messageOf(error);
  if (!/ENOSPC|no space left on device/i.test(text)) return text;
  return `the disk is full; free some space and run this again, or with --destroy to remove what it made\n${text}`;
}
