import { z } from "zod";

/** Paths that API Gateway reserves for its own health checks [API Gateway Developer Guide, "Quotas", important notes]. */
const RESERVED: readonly string[] = ["/ping", "/sping"];

/**
 * A public path: literal segments without a trailing slash. The characters are those that mean the same to API Gateway
 * (`{`, `}` and `+` do not) and to listener rules (`*` and `?` do not).
 */
export const servicePath = z
  .string()
  .superRefine((path, context) => {
    const fault = RESERVED.includes(path)
      ? "API Gateway answers it itself, for its own health checks; give another"
      : pathFault(path, 'literal segments like "/api/books"');
    if (fault !== undefined) context.addIssue({ code: "custom", message: fault });
  })
  .meta({
    allowed:
      "literal segments of letters, digits and `._~-`, none of them `.` or `..`; no trailing slash; at most 120 characters",
    examples: ["/api/books", "/api/authors"],
  });

/** The path of a health check; with `stripPrefix` it may be the root. */
export const healthCheckPath = z
  .string()
  .superRefine((path, context) => {
    const fault =
      path === "/" ? undefined : pathFault(path, '"/" with stripPrefix, or segments like "/api/books/health"');
    if (fault !== undefined) context.addIssue({ code: "custom", message: fault });
  })
  .meta({ examples: ["/api/books/health", "/api/books/ready"] });

/** What is wrong with a path, as the end of a sentence. The load balancer removes dot segments before it matches rules. */
function pathFault(path: string, allowed: string): string | undefined {
  if (/(?:^|\/)\.{1,2}(?:\/|$)/.test(path)) return "clients remove . and .. segments; give the path without them";
  if (/^(?:\/[A-Za-z0-9._~-]+)+$/.test(path) && path.length <= 120) return undefined;
  return `invalid path; give ${allowed}: letters, digits and ._~- only, no trailing slash, at most 120 characters`;
}

/** Segments of a path, e.g. 2 for `/api/books`. */
export function depth(path: string): number {
  return path.split("/").length - 1;
}

/** Whether a path is the other one or below it. */
export function isWithin(path: string, parent: string): boolean {
  return path === parent || path.startsWith(`${parent}/`);
}
