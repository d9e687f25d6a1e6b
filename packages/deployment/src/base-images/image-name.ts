/** An image as a Dockerfile names it, in parts. */
export interface ImageName {
  /** Host and port that the registry's API answers on. */
  readonly registry: string;
  readonly repository: string;
  /** `undefined` where there is a digest alone. */
  readonly tag: string | undefined;
  /** Name and tag as they were written; a tag that was left out is `latest`, as for Docker. */
  readonly tagged: string;
}

const DOCKER_HUB = "registry-1.docker.io";

/** What Docker takes a name for: the first part is a registry only when it looks like a host. */
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
