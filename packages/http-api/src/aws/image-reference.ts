import { ecrRepositoryOf } from "./ecr-image";

/**
 * What is wrong with the reference of an image that has to stay the same, as the end of a sentence; `undefined` for
 * nothing. The grammar is the registries' own [OCI distribution specification; distribution/reference]: a registry, path
 * components of lower-case letters and digits, and a tag, a digest or both.
 */
export function imageReferenceFault(uri: string): string | undefined {
  if (/^[a-z]+:\/\//i.test(uri)) return `it is a URL; give it without "${uri.slice(0, uri.indexOf("//") + 2)}"`;
  if (/\s/.test(uri)) return "it has white space in it; give it without";
  const [, registry = "", rest = uri] = /^([^/]+)\/(.*)$/s.exec(uri) ?? [];
  if (registry === "" || !isRegistry(registry)) {
    return `what it lacks is the registry; give "<registry>/<repository>…", like "docker.io/${registry === "" ? `library/${uri}` : uri}"`;
  }
  if (registry.includes(".dkr.ecr.") && !ecrRepositoryOf(uri)) {
    return `${JSON.stringify(registry)} is no registry of ECR; give "<account>.dkr.ecr.<region>.amazonaws.com", with the 12 digits of an account and a Region of AWS`;
  }
  const [, repository = "", tag, digest] = /^([^:@]*)(?::([^@]*))?(?:@(.*))?$/s.exec(rest) ?? [];
  if (!/^[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*(?:\/[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*)*$/.test(repository)) {
    return `${JSON.stringify(repository)} is no repository; give lower-case letters and digits, with single . _ - or / between them`;
  }
  if (repository.length + registry.length + 1 > 255)
    return "its name is too long; give at most 255 characters before the tag";
  if (tag !== undefined && !/^\w[\w.-]{0,127}$/.test(tag)) {
    return `${JSON.stringify(tag)} is no tag; give at most 128 letters, digits and _.-, not . or - first`;
  }
  if (digest !== undefined) {
    return /^sha256:[0-9a-f]{64}$/.test(digest)
      ? undefined
      : 'its digest is not complete; give "@sha256:" and 64 lower-case hexadecimal digits';
  }
  if (tag === undefined) return 'what it lacks is a tag or digest; add "@sha256:<digest>", or a tag that never moves';
  return tag === "latest" ? 'its tag "latest" moves; give "@sha256:<digest>", or a tag that never moves' : undefined;
}

/** Docker takes a first component without dot or port for a repository on Docker Hub. */
function isRegistry(text: string): boolean {
  const [, host = "", port] = /^([^:]+)(?::(\d{1,5}))?$/.exec(text) ?? [];
  if (port !== undefined && (Number(port) < 1 || Number(port) > 65_535)) return false;
  const isHost = /^[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?(?:\.[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?)*$/.test(host);
  return isHost && (host.includes(".") || host === "localhost" || port !== undefined);
}
