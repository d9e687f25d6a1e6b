import * as prettier from "prettier";

/** Formats a file's text as the project does; text of a kind that it does not know is handed back. */
export type Format = (path: string, text: string) => Promise<string>;

/** Prettier, with the settings that hold where the file is. */
export async function formatWithPrettier(path: string, text: string): Promise<string> {
  const { inferredParser } = await prettier.getFileInfo(path);
  if (inferredParser === null) return text;
  return prettier.format(text, { ...(await prettier.resolveConfig(path)), filepath: path });
}
