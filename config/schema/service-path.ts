import { z } from "zod";

/**
 * A public path: literal segments without a trailing slash. The characters are those that mean the same to API Gateway
 * (`{`, `}` and `+` do not) and to listener rules (`*` and `?` do not).
 */
export const servicePath = z.string().refine((path) => /^(?:\/[A-Za-z0-9._~-]+)+$/.test(path) && path.length <= 120, {
  error:
    'it is no usable path; give literal segments like "/api/books": letters, digits and ._~- only, no trailing slash, at most 120 characters',
});

/** Segments of a path, e.g. 2 for `/api/books`. */
export function depth(path: string): number {
  return path.split("/").length - 1;
}

/** Whether a path is the other one or lies below it. */
export function isWithin(path: string, parent: string): boolean {
  return path === parent || path.startsWith(`${parent}/`);
}
