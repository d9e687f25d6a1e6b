import { dirname, join } from "node:path";
import { z } from "zod";
import { ALLOCATION_FILE, type Allocations, type EnvironmentNumbers } from "./allocations";
import type { Config } from "./config";
import { ConfigError } from "./config-error";
import type { Problem } from "./problem";
import { readRecordFile, renderRecord, writeRecordFile } from "./record-file";
import { issueMessage } from "./schema/issue-message";

function numbers(most: number) {
  return z.record(z.string(), z.int().min(1).max(most));
}

const allocationsSchema = z.record(
  z.string(),
  z.record(z.string(), z.strictObject({ listenerPorts: numbers(65_535), listenerRulePriorities: numbers(50_000) })),
);

function allocationFileOf(configFile: string): string {
  return join(dirname(configFile), ALLOCATION_FILE);
}

/**
 * The numbers recorded beside a config; empty where there is no file yet.
 *
 * @throws ConfigError when the file does not have the form that a synthesis writes
 */
export function readAllocations(configFile: string): Allocations {
  const file = allocationFileOf(configFile);
  const { data, error } = allocationsSchema.safeParse(readRecordFile(file) ?? {}, { error: issueMessage });
  if (error) throw new ConfigError(file, error.issues);
  const problems = Object.entries(data).flatMap(([application, environments]) =>
    Object.entries(environments).flatMap(([environment, each]) => twice([application, environment], each)),
  );
  if (problems.length > 0) throw new ConfigError(file, problems);
  return data;
}

/** Numbers given twice: two branches each allocated one, and Git merged their lines without a conflict. */
function twice(path: readonly string[], numbersOf: EnvironmentNumbers): readonly Problem[] {
  return (["listenerPorts", "listenerRulePriorities"] as const).flatMap((kind) => {
    const owners = new Map<number, string>();
    return Object.entries(numbersOf[kind]).flatMap(([service, number]): Problem[] => {
      const owner = owners.get(number);
      owners.set(number, service);
      if (owner === undefined) return [];
      const message = `got ${String(number)}, which ${owner} has too; delete the line of the one that is not deployed yet, and synthesize again`;
      return [{ path: [...path, kind, service], message }];
    });
  });
}

/**
 * Records the numbers that were allocated for the first time; writes nothing where there are none.
 *
 * @returns what to tell the user, in one line; `undefined` where nothing is new
 */
export function recordAllocations(configFile: string, { name, allocations }: Config): string | undefined {
  const own = allocations[name];
  if (own === undefined) return undefined;
  const file = allocationFileOf(configFile);
  // Read again: another application of this folder may have been synthesized meanwhile.
  const before = readAllocations(configFile);
  const after = { ...before, [name]: own };
  if (renderRecord(after) === renderRecord(before)) return undefined;
  try {
    writeRecordFile(file, after);
  } catch (error) {
    const reason = (error as Error).message;
    return `${file}: new listener numbers could not be recorded (${reason}); synthesize where the file can be written, and commit it, or they may change when a service is added`;
  }
  return `${file}: recorded new listener numbers; commit the file`;
}
