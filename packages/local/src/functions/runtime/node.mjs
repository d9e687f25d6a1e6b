// Loads a Node function's handler and invokes it for every line on file descriptor 3, where it also writes the answers.
import { existsSync } from "node:fs";
import { Socket } from "node:net";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { pathToFileURL } from "node:url";

const parent = new Socket({ fd: 3, readable: true, writable: true });
const say = (message) => parent.write(`${JSON.stringify(message)}\n`);

/** `folder/file.export`: the first dot after the last slash separates file and export. */
async function load(handler, root) {
  const [, file, name] = /^((?:.*\/)?[^/.]+)\.(.+)$/.exec(handler) ?? [];
  const path = [".js", ".mjs", ".cjs"].map((suffix) => join(root, file + suffix)).find((each) => existsSync(each));
  if (path === undefined) throw new Error(`handler ${handler}: the archive has no ${file}.js, .mjs or .cjs`);
  const module = await import(pathToFileURL(path).href);
  const found = [module, module.default].map((each) => name.split(".").reduce((value, key) => value?.[key], each));
  const handle = found.find((each) => typeof each === "function");
  if (handle === undefined) throw new Error(`handler ${handler}: ${path.slice(root.length + 1)} exports no ${name}`);
  return handle;
}

function contextOf({ requestId, deadline, arn }) {
  return {
    callbackWaitsForEmptyEventLoop: true,
    functionName: process.env.AWS_LAMBDA_FUNCTION_NAME,
    invokedFunctionArn: arn,
    functionVersion: process.env.AWS_LAMBDA_FUNCTION_VERSION,
    memoryLimitInMB: process.env.AWS_LAMBDA_FUNCTION_MEMORY_SIZE,
    logGroupName: process.env.AWS_LAMBDA_LOG_GROUP_NAME,
    logStreamName: process.env.AWS_LAMBDA_LOG_STREAM_NAME,
    awsRequestId: requestId,
    getRemainingTimeInMillis: () => Math.max(0, deadline - Date.now()),
  };
}

/** A handler returns a promise or calls back; anything else that it returns is lost, as on AWS. */
function invoke(handle, message) {
  return new Promise((resolve, reject) => {
    const callback = (error, result) => (error ? reject(error) : resolve(result));
    const given = handle(message.event, contextOf(message), callback);
    if (typeof given?.then === "function") given.then(resolve, reject);
    else if (handle.length < 3) resolve(null);
  });
}

function tell(error) {
  console.error(error);
  say({ error: error instanceof Error ? `${error.name}: ${error.message}` : String(error) });
}

try {
  const handle = await load(process.env._HANDLER, process.env.LAMBDA_TASK_ROOT);
  createInterface({ input: parent }).on("line", (line) => {
    invoke(handle, JSON.parse(line))
      // A handler that returns nothing returns null, because JSON would drop the key.
      .then((result) => say({ result: result ?? null }))
      .catch(tell);
  });
  parent.on("end", () => process.exit(0));
  say({ ready: true });
} catch (error) {
  tell(error);
  parent.end(() => process.exit(1));
}
