/** What needs no reader of files: JSON values and ARNs. A door of its own, since synthesis loads nothing more. */
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
