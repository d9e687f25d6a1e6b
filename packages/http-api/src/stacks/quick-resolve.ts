import { Token, type Tokenization } from "cdktf";

type Resolve = typeof Tokenization.resolve;

/**
 * Resolves in the same way, but leaves to CDKTF only what is or may contain a token. CDKTF resolves every value three times, with a
 * context for each of them and a search for each kind of token, where nearly all are plain texts.
 */
export function quickResolve(resolve: Resolve): Resolve {
  return function resolveQuickly(root: unknown, options): unknown {
    function resolved(value: unknown): unknown {
      switch (typeof value) {
        case "string":
          return mayContainToken(value) ? resolve(value, options) : value;
        case "number":
          return mayBeToken(value) ? resolve(value, options) : value;
        case "object":
          if (value === null) return value;
          if (Array.isArray(value)) return isListToken(value) ? resolve(value, options) : listOf(value);
          return isPlain(value) ? objectOf(value) : resolve(value, options);
        default:
          return typeof value === "function" ? resolve(value, options) : value;
      }
    }

    function listOf(values: readonly unknown[]): unknown {
      const list = [];
      for (const value of values) {
        const item = resolved(value);
        if (item !== undefined) list.push(item);
      }
      return list;
    }

    function objectOf(values: Readonly<Record<string, unknown>>): unknown {
      const object: Record<string, unknown> = {};
      for (const key of Object.keys(values)) {
        if (mayContainToken(key)) return resolve(values, options);
        const value = resolved(values[key]);
        if (value !== undefined) object[key] = value;
      }
      return object;
    }

    try {
      return resolved(root);
    } catch {
      // CDKTF's own error names the place of a value that cannot be resolved.
      return resolve(root, options) as unknown;
    }
  };
}

/** Every text, list and map that stands for a token contains this, and so does a text that a token was written into. */
const TOKEN = "{TfToken[";
const LIST_TOKEN = "#{TfToken[";
/** Of every number that stands for a token: they are below -1e298, of lists below -1e288 (CDKTF's encoding.ts). */
const TOKEN_NUMBER = /e\+2(?:8|9)\d/;
const STANDS_FOR_MAP: ReadonlySet<unknown> = new Set([
  Token.STRING_MAP_TOKEN_VALUE,
  Token.NUMBER_MAP_TOKEN_VALUE,
  Token.ANY_MAP_TOKEN_VALUE,
]);

function mayContainToken(text: string): boolean {
  return text.includes(TOKEN) || TOKEN_NUMBER.test(text) || STANDS_FOR_MAP.has(text);
}

function mayBeToken(number: number): boolean {
  return number < -1e287 || STANDS_FOR_MAP.has(number);
}

/** A list may stand for a token by its only element. */
function isListToken(values: readonly unknown[]): boolean {
  return values.some(
    (value) =>
      (typeof value === "string" && value.includes(LIST_TOKEN)) || (typeof value === "number" && mayBeToken(value)),
  );
}

/** Not a token, a construct, a date or another object with methods. */
function isPlain(value: object): value is Record<string, unknown> {
  const prototype: unknown = Object.getPrototypeOf(value);
  return (prototype === Object.prototype || prototype === null) && !("resolve" in value) && !("_children" in value);
}
