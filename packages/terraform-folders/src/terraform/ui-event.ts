import { z } from "zod";

/** The lines of Terraform's machine-readable output (`-json`) that are shown or counted. */
const uiEvent = z.discriminatedUnion("type", [
  z.object({
    type: z.literal("apply_start"),
    "@timestamp": z.string(),
    hook: z.object({ resource: z.object({ addr: z.string() }) }),
  }),
  z.object({
    type: z.literal("apply_complete"),
    "@timestamp": z.string(),
    hook: z.object({ resource: z.object({ addr: z.string() }), action: z.string(), elapsed_seconds: z.number() }),
  }),
  z.object({
    type: z.literal("change_summary"),
    changes: z.object({ add: z.number(), change: z.number(), remove: z.number(), operation: z.string() }),
  }),
  z.object({
    type: z.literal("diagnostic"),
    diagnostic: z.object({
      severity: z.string(),
      summary: z.string(),
      detail: z.string().default(""),
      address: z.string().optional(),
    }),
  }),
]);

export type UiEvent = z.output<typeof uiEvent>;

/** Undefined for a line of another type, or one that is not an event. */
export function parseUiEvent(line: string): UiEvent | undefined {
  if (!line.startsWith("{")) return undefined;
  try {
    return uiEvent.safeParse(JSON.parse(line)).data;
  } catch {
    return undefined;
  }
}
