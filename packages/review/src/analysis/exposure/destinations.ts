import { textOf, type Json } from "@private-http-api/terraform-json";
import { isKnown } from "../danger/leaves";
import type { Who } from "../who";

/** Where something is sent. */
export interface Destination {
  /** The account or the host. */
  readonly key: string;
  readonly text: string;
  readonly who: Who;
}

/** Accounts of ARNs, also of one within another one; of AWS's services behind an API (`…:sqs:path/<account>/<queue>`). */
const ACCOUNTS =
  /arn:aws[\w-]*:[\w-]*:[\w-]*:(\d{12}):|:path\/(\d{12})\/|\bsqs[.\w-]*\.amazonaws\.com(?:\.cn)?\/(\d{12})\//g;

const HOST = /^https?:\/\/([^/:?#]+)/i;

/**
 * Where a value leads, if that is outside: another account, or a host, whose owner nothing tells. undefined for what a plan
 * names, for this account, and for what says neither an account nor a host.
 */
export function destinationOf(value: Json | undefined, own: ReadonlySet<string>): Destination | undefined {
  const text = textOf(value);
  if (text === undefined || !isKnown(text)) return undefined;
  const account = /^\d{12}$/.test(text) ? text : accountIn(text);
  if (account !== undefined) return own.has(account) ? undefined : { key: account, text, who: "another account" };
  const host = HOST.exec(text)?.[1]?.toLowerCase();
  return host === undefined ? undefined : { key: host, text: host, who: "unknown" };
}

/** Of the innermost: a function's within the URI of its invocation. */
function accountIn(text: string): string | undefined {
  return [...text.matchAll(ACCOUNTS)].at(-1)?.slice(1).find(Boolean);
}
