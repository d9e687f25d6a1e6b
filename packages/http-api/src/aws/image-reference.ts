import { ecrRepositoryOf } from "./ecr-image";

/**
 * What is wrong with the reference of an image that must never change, as the end of a sentence; `undefined` for
 * nothing. The grammar is the registries' own [OCI distribution specification; distribution/reference]: a registry, path
 * components of lower-case letters and digits, and a tag, a digest or both.
 */
export function imageReferenceFault(uri: string): string | undefined {
  if (/^[a-z]+:\/\//i.test(uri)) return `it is a URL; give it without "${uri.slice(0, uri.indexOf("//") + 2)}"`;
  if (/\s/.test(uri)) return "it contains white space; remove it";
  const [, registry = "", rest = uri] = /^([^/]+)\/(.*)$/s.exec(uri) ?? [];
  if (registry === "" || !isRegistry(registry)) {
    return `the registry is missing; give "<registry>/<repository>…", like "docker.io/${registry === "" ? `library/${uri}` : uri}"`;
  }
  if (registry.includes(".dkr.ecr.") && !ecrRepositoryOf(uri)) {
    return `${JSON.stringify(registry)} is not an ECR registry; give "<account>.dkr.ecr.<region>.amazonaws.com", with a 12-digit account and an AWS Region`;
  }
  const [, repository = "", tag, digest] = /^([^:@]*)(?::([^@]*))?(?:@(.*))?$/s.exec(rest) ?? [];
  if (!/^[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*(?:\/[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*)*$/.test(repository)) {
    return `${JSON.stringify(repository)} is not a valid repository; use lower-case letters and digits, with single . _ - or / between them`;
  }
  if (repository.length + registry.length + 1 > 255)
    return "its name is too long; use at most 255 characters before the tag";
  if (tag !== undefined && !/^\w[\w.-]{0,127}$/.test(tag)) {
    return `${JSON.stringify(tag)} is not a valid tag; use at most 128 letters, digits and _.-, and do not begin with . or -`;
  }
  if (digest !== undefined) {
    return /^sha256:[0-9a-f]{64}$/.test(digest)
      ? undefined
      : 'its digest is not complete; give "@sha256:" and 64 lower-case hexadecimal digits';
  }
  if (tag === undefined) return 'the tag or digest is missing; add "@sha256:<digest>", or a tag that never moves';
  return tag === "latest" ? 'its tag "latest" moves; give "@sha256:<digest>", or a tag that never moves' : undefined;
}

/** Docker reads a first component without a dot or port as part of a repository on Docker Hub. */
function isRegistry(text: string): boolean {
  const [, host = "", port] = /^([^:]+)(?::(\d{1,5}))?$/.exec(text) ?? [];
  if (port !== undefined && (Number(port) < 1 || Number(port) > 65_535)) return false;
  const isHost = /^[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?(?:\.[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?)*$/.test(host);
  return isHost && (host.includes(".") || host === "localhost" || port !== undefined);
}
