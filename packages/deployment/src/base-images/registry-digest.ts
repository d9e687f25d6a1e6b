import { messageOf } from "@private-http-api/cli-kit";
import type { ImageName } from "./image-name";

/** Multi-platform indexes first: a name in a Dockerfile means such an index. */
const ACCEPT = [
  "application/vnd.oci.image.index.v1+json",
  "application/vnd.docker.distribution.manifest.list.v2+json",
  "application/vnd.oci.image.manifest.v1+json",
  "application/vnd.docker.distribution.manifest.v2+json",
].join(", ");

/** Registries on this machine may use plain HTTP, as in Docker. */
const LOOPBACK = /^(?:localhost|127\.\d+\.\d+\.\d+)(?::\d+)?$/;

const WITHIN_MS = 30_000;

/**
 * The digest that a registry has for a tag, without credentials, by the OCI distribution specification.
 *
 * @throws Error with one line if the registry does not answer or returns no digest
 */
export async function registryDigest({ registry, repository, tag = "latest" }: ImageName): Promise<string> {
  const path = `/v2/${repository}/manifests/${tag}`;
  const answer = await ask(registry, path);
  const challenge = answer.status === 401 ? answer.headers.get("www-authenticate") : null;
  const token = challenge === null ? undefined : await anonymousToken(challenge);
  const { status, headers } = token === undefined ? answer : await ask(registry, path, token);
  const digest = headers.get("docker-content-digest") ?? "";
  if (status === 200 && /^sha256:[0-9a-f]{64}$/.test(digest)) return digest;
  throw new Error(`${registry} ${whyNot(status)}`);
}

function whyNot(status: number): string {
  if (status === 200) return "returns no sha256 digest; print it with docker buildx imagetools inspect";
  if (status === 404) return "has no such tag";
  if (status === 429) return "accepts no more requests for now (429); try again later";
  return status === 401 || status === 403
    ? `requires credentials (${String(status)}), which this command does not have; print the digest with docker buildx imagetools inspect`
    : `answers ${String(status)}; try again`;
}

async function ask(registry: string, path: string, token?: string): Promise<Response> {
  const schemes = LOOPBACK.test(registry) ? ["https", "http"] : ["https"];
  let failure: unknown;
  for (const scheme of schemes) {
    try {
      return await fetch(`${scheme}://${registry}${path}`, {
        method: "HEAD",
        headers: { accept: ACCEPT, ...(token === undefined ? {} : { authorization: `Bearer ${token}` }) },
        signal: AbortSignal.timeout(WITHIN_MS),
      });
    } catch (error) {
      failure = error;
    }
  }
  const { cause } = failure as Error;
  throw new Error(`${registry} does not answer: ${messageOf(cause ?? failure)}`);
}

/** An anonymous token, if the registry's challenge allows one; `undefined` if it requires a password. */
async function anonymousToken(challenge: string): Promise<string | undefined> {
  const parts = Object.fromEntries(
    [...challenge.matchAll(/(\w+)="([^"]*)"/g)].map(([, key = "", value = ""]) => [key, value] as const),
  );
  const { realm, ...scope } = parts;
  if (!/^bearer /i.test(challenge) || realm === undefined || !URL.canParse(realm)) return undefined;
  const url = new URL(realm);
  for (const [key, value] of Object.entries(scope)) url.searchParams.set(key, value);
  const answer = await fetch(url, { signal: AbortSignal.timeout(WITHIN_MS) });
  if (!answer.ok) return undefined;
  const { token, access_token: accessToken } = (await answer.json()) as { token?: string; access_token?: string };
  return token ?? accessToken;
}
