/** An image as a Dockerfile names it, in parts. */
export interface ImageName {
  /** Host and port of the registry's API. */
  readonly registry: string;
  readonly repository: string;
  /** `undefined` if there is only a digest. */
  readonly tag: string | undefined;
  /** Name and tag as written; a missing tag is `latest`, as in Docker. */
  readonly tagged: string;
}

const DOCKER_HUB = "registry-1.docker.io";

/** Parses a name as Docker does: the first part is a registry only if it looks like a host. */
export function parseImageName(text: string): ImageName {
  const [name = "", digest] = text.split("@");
  const [, path = name, given] = /^(.*?)(?::([^/:]+))?$/.exec(name) ?? [];
  const tag = given ?? (digest === undefined ? "latest" : undefined);
  const tagged = tag === undefined ? path : `${path}:${tag}`;
  const [first = "", ...rest] = path.split("/");
  const hasHost = rest.length > 0 && (/[.:]/.test(first) || first === "localhost");
  if (hasHost && first !== "docker.io") return { registry: first, repository: rest.join("/"), tag, tagged };
  const own = hasHost ? rest : [first, ...rest];
  return {
    registry: DOCKER_HUB,
    repository: own.length === 1 ? `library/${own.join("")}` : own.join("/"),
    tag,
    tagged,
  };
}
