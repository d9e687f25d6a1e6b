import { Agent, request } from "node:http";
import { once } from "node:events";
import { configOf, service, SynthesizedApp, synthOutput } from "@private-http-api/test-support";
import { readSynthesized } from "@private-http-api/terraform-json";
import { readTopology } from "@private-http-api/topology";
import { LocalFunctions } from "../../src/functions/local-functions";
import { LocalRun, type ServedTopology } from "../../src/local-run";
import { Reaper } from "../../src/tasks/reaper";
import { someFreePort } from "../support/run-cli";
import { ServerStarter } from "../support/server-starter";

const PRODUCER = "dev-fargate-vpc-link";
const API = "dev-http-api";

// As a task ends: what is under way is answered.
const starter = new ServerStarter((server, ended) => {
  server.close(ended);
  server.closeIdleConnections();
});
const reaper = new Reaper(process.env);
let run: LocalRun | undefined;

afterEach(async () => {
  await run?.stop();
});

afterAll(() => {
  reaper.close();
});

/** The stacks of an environment whose service `app` is entered in some way. */
function stacksOf(path: string, { listener, ...settings }: { readonly listener?: string }): SynthesizedApp {
  // A throttle of its own makes it one that its route decides, and so does a path that is taken off.
  const byHeader = listener === "header" ? { throttle: { burst: 5000, rate: 10_000 } } : {};
  const healthCheck = { path: "/health", intervalSeconds: 5, timeoutSeconds: 2 };
  const app =
    listener === undefined
      ? service(path, { ...settings, stripPrefix: true, healthCheck })
      : service(path, { ...settings, ...byHeader });
  return new SynthesizedApp(configOf({ app, other: service("/other"), third: service("/third") }));
}

/** What is served while the producer is of one synthesis and the API of another. */
function served(producer: SynthesizedApp, api: SynthesizedApp): ServedTopology {
  // An output that a synthesis drops is still what the API was applied with.
  const stack = producer.json(PRODUCER);
  const outputs = { ...api.json(PRODUCER).output, ...stack.output };
  const outdir = synthOutput({ [PRODUCER]: { ...stack, output: outputs }, [API]: api.json(API) });
  const topology = readTopology(readSynthesized(outdir, "dev"), outdir, { outdir });
  const functions = new LocalFunctions({
    api: topology.api,
    shellEnvironment: {},
    writerFor: () => () => undefined,
    reaper,
  });
  return { topology, functions, starter, identityOf: ({ task }) => JSON.stringify(task) };
}

/** Calls a path without a pause, by several connections. */
class Load {
  readonly answers: Record<string, number> = {};
  private readonly agent = new Agent({ keepAlive: true });
  private readonly callers: readonly Promise<void>[];
  private ended = false;

  constructor(
    private readonly port: number,
    private readonly path: string,
  ) {
    this.callers = Array.from({ length: 8 }, () => this.calls());
  }

  /** Resolves when so many more requests were answered. */
  async answered(more: number): Promise<void> {
    const until = this.total + more;
    while (this.total < until) await new Promise((resolve) => setTimeout(resolve, 5));
  }

  get total(): number {
    return Object.values(this.answers).reduce((sum, each) => sum + each, 0);
  }

  async end(): Promise<Readonly<Record<string, number>>> {
    this.ended = true;
    await Promise.all(this.callers);
    this.agent.destroy();
    return this.answers;
  }

  private async calls(): Promise<void> {
    while (!this.ended) {
      const answer = await this.call();
      this.answers[answer] = (this.answers[answer] ?? 0) + 1;
    }
  }

  private async call(): Promise<string> {
    const { port, path, agent } = this;
    const sent = request({ port, path, agent, host: "127.0.0.1" }).end();
    try {
      const [response] = (await once(sent, "response")) as [NodeJS.ReadableStream & { statusCode?: number }];
      response.resume();
      await once(response, "end");
      return String(response.statusCode);
    } catch (error) {
      return (error as NodeJS.ErrnoException).code ?? "error";
    }
  }
}

/** Serves one state after the other, under load, and says what was answered in each. */
async function answersOf(states: readonly (() => ServedTopology)[], path: string) {
  const [first, ...others] = states;
  if (!first) throw new Error("no state");
  const started = new LocalRun({
    ...first(),
    auth: "enforced",
    writerFor: () => () => undefined,
    note: () => undefined,
  });
  run = started;
  const port = await someFreePort();
  await started.start(port);
  const load = new Load(port, path);
  await load.answered(100);
  for (const state of others) {
    await started.swap(state());
    await load.answered(100);
  }
  return load.end();
}

interface Entry {
  readonly path?: string;
  readonly integration?: string;
  readonly listener?: "path" | "header";
}

const apps = new Map<string, SynthesizedApp>();

/** Synthesized once for each entry. */
function appOf(entry: Entry, previousEntry?: object): SynthesizedApp {
  const { path = "/app", ...settings } = entry;
  const key = JSON.stringify([entry, previousEntry]);
  const made = apps.get(key) ?? stacksOf(path, { ...settings, ...(previousEntry ? { previousEntry } : {}) });
  apps.set(key, made);
  return made;
}

/** What is served from the state of before to the one with both entries, and to the one without that of before. */
function steps(from: Entry, to: Entry, previousEntry: object): readonly (() => ServedTopology)[] {
  const [before, both, after] = [appOf(from), appOf(to, previousEntry), appOf(to)];
  return [
    () => served(before, before),
    () => served(both, before),
    () => served(both, both),
    // A path that goes is answered until the second deploy, and no longer.
    ...(from.path === to.path ? [() => served(after, both), () => served(after, after)] : []),
  ];
}

const alb: Entry = {};
const nlb: Entry = { integration: "nlb" };
const cloudMap: Entry = { integration: "cloud-map" };
const byPath: Entry = { listener: "path" };
const byHeader: Entry = { listener: "header" };

test.each<[string, readonly (() => ServedTopology)[]]>([
  [
    "another integration, each left and entered",
    [
      ...steps(alb, nlb, { integration: "alb" }),
      ...steps(nlb, cloudMap, { integration: "nlb" }),
      ...steps(cloudMap, alb, { integration: "cloud-map" }),
    ],
  ],
  [
    "another kind of listener rule",
    [...steps(byPath, byHeader, { listenerRule: "path" }), ...steps(byHeader, byPath, { listenerRule: "header" })],
  ],
  ["another path", steps(byPath, { path: "/new", ...byPath }, { path: "/app" })],
  ["another path and integration", steps(alb, { path: "/new", ...nlb }, { path: "/app", integration: "alb" })],
])(
  "%s loses no request while the previous entry is kept",
  async (_what, states) => {
    const answers = await answersOf(states, "/app/1");
    expect(Object.keys(answers)).toEqual(["200"]);
    expect(answers["200"]).toBeGreaterThanOrEqual(100 * states.length);
  },
  60_000,
);

// Behind Cloud Map it is the security group that cuts requests off, which a local run has none of.
test.each<[string, Entry, Entry]>([
  ["another integration", alb, nlb],
  ["another kind of listener rule", byPath, byHeader],
  ["another path", byPath, { path: "/new", ...byPath }],
])("%s loses requests where it is not", async (_what, from, to) => {
  const [before, after] = [appOf(from), appOf(to)];
  const answers = await answersOf([() => served(before, before), () => served(after, before)], "/app/1");
  expect(Object.keys(answers).length).toBeGreaterThan(1);
});
