export { chooseEnvironment } from "./choose-environment";
export { evaluate } from "./evaluate";
export { parseTemplate, UnknownSyntax } from "./expression";
export { decodeJson } from "./json-text";
export { type Attributes, follow, type Resource, type Terraform } from "./resource";
export { readStates } from "./state";
export { environmentsIn, readSynthesized } from "./synthesized";
export { Reference, referencesIn, Template, textOf, type Value } from "./value";
