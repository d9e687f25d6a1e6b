/** Exports that read no files: JSON values and ARNs. A separate entry point, since synthesis needs nothing else. */
export {
  blocksOf,
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
} from "./json";
export { type Arn, awsManagedPolicy, parseArn } from "./parse-arn";
