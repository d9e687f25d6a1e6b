export {
  type ApiAuthorization,
  type ApiDocument,
  type ApiKind,
  type ApiOperation,
  readApiDocument,
  type UnreadDocument,
} from "./api-document";
export { awsProviderOf, regionOf } from "./aws-provider";
export { chooseEnvironment } from "./choose-environment";
export { evaluate } from "./evaluate";
export { parseTemplate, UnknownSyntax } from "./expression";
export * from "./values";
export { decodeJson } from "./json-text";
export { stackOf } from "./nearest";
export { instanceKeysOf, isInstanceOf, modulesOf, nameIn, ownKeyOf, withoutInstanceKeys } from "./plan/instance-keys";
export { configuredArguments } from "./plan/plan-configuration";
export { type OutputChange, type Plan, type PlannedChange, planSchema } from "./plan/plan-schema";
export { decodeText } from "./plan/plan-text";
export { readPlanned } from "./plan/planned-resources";
export { isSavedPlan, parsePlan, readBytes, readPlan, type ReadPlan } from "./plan/read-plan";
export { BUILT_FROM, UNKNOWN } from "./plan/unknown";
export { readTemplate } from "./read-template";
export { Attributes, follow, type Resource, type Terraform } from "./resource";
export { readStates } from "./state";
export {
  environmentsOf,
  readStack,
  readSynthesis,
  type StackFile,
  type StackFolder,
  stackFolders,
  stacksOf,
} from "./synthesis";
export { environmentsIn, readSynthesized } from "./synthesized";
export { type ConfiguredResource, SynthesizedApp, type SynthesizedStack } from "./synthesized-app";
export { isMap, mapOf, Reference, referencesIn, Template, type Value, type ValueMap, valueText } from "./value";
