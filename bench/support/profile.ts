import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** The part of V8's CPU profile (`--cpu-prof`) that is read. */
interface CpuProfile {
  readonly nodes: readonly ProfileNode[];
  /** Ids of nodes, one per sample, and the microseconds since the sample before. */
  readonly samples: readonly number[];
  readonly timeDeltas: readonly number[];
}

interface ProfileNode {
  readonly id: number;
  readonly callFrame: { readonly functionName: string; readonly url: string };
  readonly children?: readonly number[];
}

/** Milliseconds by what they were spent on, the largest first. */
export function largestItems(profileFolder: string): readonly (readonly [string, number])[] {
  const [file = ""] = readdirSync(profileFolder);
  const { nodes, samples, timeDeltas } = JSON.parse(readFileSync(join(profileFolder, file), "utf8")) as CpuProfile;
  const items = itemsOf(nodes);
  const spent = new Map<string, number>();
  for (const [index, sample] of samples.entries()) {
    const item = items.get(sample) ?? START;
    spent.set(item, (spent.get(item) ?? 0) + (timeDeltas[index] ?? 0) / 1000);
  }
  spent.delete(IDLE);
  return [...spent].sort(([, one], [, other]) => other - one);
}

const IDLE = "(idle)";
const START = "Node's start";

/** What belongs to Node or V8 counts for the file that called it. The more special come first. */
const ITEMS: readonly (readonly [RegExp, string])[] = [
  [
    /\/http-api\/(module-cache|register-typescript|source-lines)\.js$/,
    "modules: found, read from the cache, V8's code for them",
  ],
  [/\/node_modules\/@cdktf\/provider-/, "provider classes"],
  [/\/node_modules\/zod\//, "zod"],
  [/\/node_modules\/(cdktf|constructs|json-stable-stringify|[a-z-]+)\//, "cdktf and its packages"],
  [/\/service-tools\//, "the check of the services' bundles"],
  [/\.[jt]s$/, "this project: config, stacks, constructs, policies"],
];

function itemsOf(nodes: readonly ProfileNode[]): ReadonlyMap<number, string> {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const items = new Map<number, string>();
  function visit(node: ProfileNode, caller: string): void {
    const item = itemOf(node.callFrame) ?? caller;
    items.set(node.id, item);
    for (const id of node.children ?? []) {
      const child = byId.get(id);
      if (child) visit(child, item);
    }
  }
  const [root] = nodes;
  if (root) visit(root, START);
  return items;
}

function itemOf({ functionName, url }: ProfileNode["callFrame"]): string | undefined {
  if (functionName === IDLE) return IDLE;
  if (functionName === "(garbage collector)") return "garbage collection";
  return ITEMS.find(([pattern]) => pattern.test(url))?.[1];
}
