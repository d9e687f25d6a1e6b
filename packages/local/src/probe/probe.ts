import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";
import { messageOf, UserError } from "@private-http-api/cli-kit";
import { PROBE_CASES, type ProbeCase } from "./cases";
import { comparable, type Comparable, comparableSchema, differences } from "./comparable";
import { sendCase } from "./send-case";

export interface ProbeProps {
  /** URL of the probe service on AWS, or a file of its recorded answers. */
  readonly deployed: string;
  /** URL of the probe service in the local run. */
  readonly local: string;
  /** File for the answers of the deployed service. @default they are not recorded */
  readonly record?: string | undefined;
  /** @default all of them */
  readonly cases?: readonly ProbeCase[];
}

/** Answers by the name of the case. */
type Answers = Readonly<Record<string, Comparable>>;

/** Longer than a load balancer needs to notice that a target has closed a kept connection, in milliseconds. */
const PAUSE_MILLISECONDS = 150;

/** Concurrent requests; few, because an API's throttle is not what is probed. */
const AT_A_TIME = 8;

/** Sends every case to both places, and returns the differences, one line per difference. */
export async function probe(
  props: ProbeProps,
): Promise<{ readonly cases: number; readonly differences: readonly string[] }> {
  const { deployed, local, record, cases = PROBE_CASES } = props;
  const recorded = existsSync(deployed) ? readAnswers(deployed) : undefined;
  const urls = recorded === undefined ? [local, deployed].map(urlOf) : [urlOf(local)];
  const [here = {}, there = recorded ?? {}] = await Promise.all(urls.map((url) => answersOf(url, cases)));
  if (record !== undefined) writeFileSync(record, `${JSON.stringify(there, null, 2)}\n`);
  const both = cases.flatMap(({ name }) => {
    const [own, other] = [here[name], there[name]];
    return own === undefined || other === undefined ? [] : [differences(name, own, other)];
  });
  return { cases: both.length, differences: both.flat() };
}

function readAnswers(file: string): Answers {
  try {
    return z.record(z.string(), comparableSchema).parse(JSON.parse(readFileSync(file, "utf8")));
  } catch (error) {
    throw new UserError(`${file}: is not a file of recorded answers (${messageOf(error)}); --record writes one.`);
  }
}

async function answersOf(url: URL, cases: readonly ProbeCase[]): Promise<Answers> {
  const answers: Record<string, Comparable> = {};
  const waiting = cases.filter((one) => one.endsConnection !== true);
  async function work(): Promise<void> {
    for (let one = waiting.shift(); one !== undefined; one = waiting.shift()) await answer(one);
  }
  async function answer(one: ProbeCase): Promise<void> {
    const raw = await sendCase(one, url).catch((error: unknown) => {
      throw new UserError(`${url.href} cannot be reached (${messageOf(error)}); is the probe service served there?`);
    });
    answers[one.name] = comparable(raw, url.pathname.replace(/\/$/, ""));
  }
  await Promise.all(Array.from({ length: AT_A_TIME }, work));
  for (const one of cases.filter(({ endsConnection }) => endsConnection === true)) {
    await answer(one);
    await sleep(PAUSE_MILLISECONDS);
  }
  return answers;
}

function urlOf(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol))
    throw new UserError(`${text}: is neither an http or https URL nor a file of recorded answers.`);
  return url;
}
