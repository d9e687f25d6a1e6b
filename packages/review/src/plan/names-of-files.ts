import path from "node:path";

/** What plans are called by their files: the file's name, with as many folders as distinguish it from the others. */
export function namesOfFiles(files: readonly string[]): readonly string[] {
  const parts = files.map((file) =>
    file === "-"
      ? ["standard input"]
      : path
          .resolve(file)
          .replace(/\.(json|tfplan)$/, "")
          .split(path.sep),
  );
  return parts.map((own, index) => {
    const others = parts.filter((_, at) => at !== index);
    function suffix(of: readonly string[], length: number): string {
      return of.slice(-length).join("/");
    }
    const length = own.findIndex((_, at) => others.every((other) => suffix(other, at + 1) !== suffix(own, at + 1)));
    return suffix(own, length + 1) || files[index] || "";
  });
}
