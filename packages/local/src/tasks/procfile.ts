import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { UserError } from "@private-http-api/cli-kit";

/** Process type of a Procfile that gets requests. */
const WEB = /^web:[ \t]*(.+?)[ \t]*$/m;

/**
 * The shell command of the `web` process in a folder's Procfile, the format of foreman and Heroku
 * (https://devcenter.heroku.com/articles/procfile); `undefined` if there is no such file.
 */
export function webProcess(folder: string): string | undefined {
  const file = join(folder, "Procfile");
  if (!existsSync(file)) return undefined;
  const command = WEB.exec(readFileSync(file, "utf8"))?.[1];
  if (command === undefined) throw new UserError(`${file} has no web process; add a line such as \`web: go run .\`.`);
  return command;
}
