import { z } from "zod";

/**
 * A public path: literal segments without a trailing slash. The characters are those that mean the same to API Gateway
 * (`{`, `}` and `+` do not) and to listener rules (`*` and `?` do not).
 */
export const servicePath = z.string().refine(isUsable, {
  error:
    'it is no usable path; give literal segments like "/api/books": letters, digits and ._~- only, no trailing slash, at most 120 characters',
});

/** The path of a health check: that of a service whose own path is taken off may be the root. */
export const healthCheckPath = z.string().refine((path) => path === "/" || isUsable(path), {
  error:
    'it is no usable path; give literal segments like "/api/books/health", or "/" with stripPrefix: letters, digits and ._~- only, no trailing slash, at most 120 characters',
});

function isUsable(path: string): boolean {
  return /^(?:\/[A-Za-z0-9._~-]+)+$/.test(path) && path.length <= 120;
}

/** Segments of a path, e.g. 2 for `/api/books`. */
export function depth(path: string): number {
  return path.split("/").length - 1;
}

/** Whether a path is the other one or lies below it. */
export function isWithin(path: string, parent: string): boolean {
  return path === parent || path.startsWith(`${parent}/`);
}
