import * as prettier from "prettier";

/** Formats a file's text as the project does; text of an unknown kind is returned unchanged. */
export type Format = (path: string, text: string) => Promise<string>;

/** Prettier, with the settings for the file's folder. */
export async function formatWithPrettier(path: string, text: string): Promise<string> {
  const { inferredParser } = await prettier.getFileInfo(path);
  if (inferredParser === null) return text;
  return prettier.format(text, { ...(await prettier.resolveConfig(path)), filepath: path });
}
