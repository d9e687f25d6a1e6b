export {
  blocksOf,
  BUILT_FROM,
  isList,
  isObject,
  type Json,
  type JsonObject,
  listOf,
  numberOf,
  objectOf,
  parseJson,
  stableText,
  textOf,
  textsOf,
  UNKNOWN,
} from "@private-http-api/terraform-json";

/** For sorting by a text of each entry: by code units, the same on every machine. */
export const byText =
  <T>(text: (entry: T) => string) =>
  (a: T, b: T): number => {
    const [first, second] = [text(a), text(b)];
    return first < second ? -1 : first > second ? 1 : 0;
  };
