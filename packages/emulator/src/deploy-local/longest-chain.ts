import type { Seconds } from "@private-http-api/terraform-folders";

/** Resources that wait for each other, and how long they take one after the other. */
export interface Chain {
  readonly seconds: number;
  /** Addresses, in the order in which they are made. */
  readonly resources: readonly string[];
}

/** The part of a state, format 4, that says what waits for what. */
export interface StateOfResources {
  readonly resources: readonly {
    readonly module?: string;
    readonly mode: string;
    readonly type: string;
    readonly name: string;
    readonly instances: readonly { readonly dependencies?: readonly string[] }[];
  }[];
}

/**
 * The chain of dependencies that took longest: no deploy of these resources can be faster, however many of them are made
 * at once.
 * @param seconds how long each resource took, by address
 */
export function longestChain({ resources }: StateOfResources, seconds: Seconds): Chain {
  const dependencies = new Map(
    resources
      .filter(({ mode }) => mode === "managed")
      .map(({ module, type, name, instances }) => [
        [module, type, name].filter(Boolean).join("."),
        new Set(instances.flatMap((instance) => instance.dependencies ?? [])),
      ]),
  );
  const took = new Map<string, number>();
  for (const [address, value] of Object.entries(seconds)) {
    const resource = address.replace(/\[[^\]]*\]$/, "");
    took.set(resource, Math.max(took.get(resource) ?? 0, value));
  }
  const chains = new Map<string, Chain>();
  function chainTo(address: string): Chain {
    const known = chains.get(address);
    if (known !== undefined) return known;
    const before = longest([...(dependencies.get(address) ?? [])].filter((name) => name !== address).map(chainTo));
    const own = took.get(address);
    const chain =
      own === undefined ? before : { seconds: before.seconds + own, resources: [...before.resources, address] };
    chains.set(address, chain);
    return chain;
  }
  return longest([...dependencies.keys()].map(chainTo));
}

function longest(chains: readonly Chain[]): Chain {
  return chains.reduce((best, chain) => (chain.seconds > best.seconds ? chain : best), { seconds: 0, resources: [] });
}
