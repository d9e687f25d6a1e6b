import { readFileSync } from "node:fs";
import { messageOf, UserError } from "@private-http-api/cli-kit";

export interface SmokeOptions {
  /** File of the API stack's outputs, as `apply` writes it. */
  readonly outputs: string;
  /** How long each URL is retried until it answers. */
  readonly withinMs: number;
}

const PAUSE_MS = 5_000;
const ANSWER_MS = 30_000;

/**
 * Calls every `<service>_url`. An answer of the service or of an authorizer passes; a server error does not, nor does the
 * gateway's own 404, which means that there is no such route.
 *
 * @returns one line per URL
 * @throws UserError with one line per URL that does not pass in time
 */
export async function smokeTest({ outputs, withinMs }: SmokeOptions): Promise<readonly string[]> {
  const urls = Object.entries(readOutputs(outputs)).filter(
    (entry: [string, unknown]): entry is [string, string] => entry[0].endsWith("_url") && typeof entry[1] === "string",
  );
  if (urls.length === 0) throw new UserError(`${outputs}: has no <service>_url; give the outputs of the API stack`);
  const deadline = Date.now() + withinMs;
  const answers = await Promise.all(
    urls.map(async ([name, url]) => ({ name, url, fault: await faultOf(url, deadline) })),
  );
  const failed = answers.filter(({ fault }) => fault !== undefined);
  if (failed.length === 0) return answers.map(({ name, url }) => `${name}: ${url} answers`);
  throw new UserError(
    ...failed.map(
      ({ name, url, fault }) => `${name}: ${url} ${fault ?? ""}; check the service's log (docs/operations.md)`,
    ),
  );
}

function readOutputs(file: string): object {
  try {
    // `null` and the like have no outputs.
    return Object(JSON.parse(readFileSync(file, "utf8"))) as object;
  } catch (error) {
    throw new UserError(`${file}: cannot be read (${messageOf(error)}); give the file of outputs that apply writes`);
  }
}

/** What is wrong with the last answer; `undefined` as soon as one passes. */
async function faultOf(url: string, deadline: number): Promise<string | undefined> {
  for (;;) {
    const fault = await answerFault(url);
    if (fault === undefined || Date.now() + PAUSE_MS > deadline) return fault;
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  }
}

async function answerFault(url: string): Promise<string | undefined> {
  try {
    const answer = await fetch(url, { redirect: "manual", signal: AbortSignal.timeout(ANSWER_MS) });
    const body = await answer.text();
    if (answer.status >= 500) return `answers ${answer.status}`;
    // API Gateway's answer where no route fits [Amazon API Gateway, "Troubleshooting issues with HTTP API"].
    const isGateways = answer.status === 404 && /^\{"message":\s*"Not Found"\}$/.test(body.trim());
    return isGateways ? "has no route" : undefined;
  } catch (error) {
    return `does not answer (${messageOf(error)})`;
  }
}
