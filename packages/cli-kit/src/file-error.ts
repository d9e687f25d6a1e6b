/** What to do about the errors of the file system that the user's paths cause, by Node's code. */
const REMEDIES: Readonly<Record<string, string>> = {
  ENOENT: "create it, or name another",
  ENOTDIR: "a part of the path is a file: name another",
  EISDIR: "name a file",
  EEXIST: "remove it, or name another",
  EACCES: "change its permissions, or name another",
  EPERM: "change its permissions, or name another",
  EROFS: "change its permissions, or name another",
  ENOSPC: "free some space",
};

/** An error of the file system as one line: the path, what is wrong, what to do. `undefined` for any other error. */
export function fileErrorLine(thrown: unknown): string | undefined {
  if (typeof thrown !== "object" || thrown === null) return undefined;
  const { code = "", path, syscall = "", message = "" } = thrown as Partial<NodeJS.ErrnoException>;
  const remedy = REMEDIES[code];
  if (remedy === undefined || path === undefined || syscall.startsWith("spawn")) return undefined;
  const [, reason = message] = /^\w+: (.*?), /.exec(message) ?? [];
  return `${path}: ${reason}; ${remedy}`;
}
