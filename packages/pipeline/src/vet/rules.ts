import { type JsonObject, listOf, objectOf, stableText, textOf } from "@private-http-api/terraform-json";
import type { SynthesizedStack } from "@private-http-api/terraform-json";
import { fileReads, forbiddenBlocks } from "./walk";
import { backendOf, backendPlace, providerBlocks, requiredProviders, type Trusted } from "./trusted";

/** What a rule refuses in a stack, as ends of lines; empty if it refuses nothing. */
export type VetRule = (stack: SynthesizedStack, trusted: Trusted) => readonly string[];

const BY_HAND = "a maintainer must plan this on their own machine (docs/pipeline.md)";

/** Top-level keys for which a plan runs nothing. `module` loads code, `check` and `ephemeral` have data sources of their own. */
const SECTIONS = [
  "//",
  "terraform",
  "provider",
  "resource",
  "data",
  "locals",
  "output",
  "variable",
  "moved",
  "removed",
];
const TERRAFORM_SETTINGS = ["required_version", "required_providers", "backend"];

export const onlyKnownSections: VetRule = ({ json }) => [
  ...unknownKeys(json, SECTIONS),
  ...unknownKeys(objectOf(json["terraform"]), TERRAFORM_SETTINGS).map((message) => `terraform.${message}`),
];

function unknownKeys(object: JsonObject, allowed: readonly string[]): readonly string[] {
  return Object.keys(object)
    .filter((key) => !allowed.includes(key))
    .map((key) => `${key}: not planned for a pull request; allowed: ${allowed.join(", ")}`);
}

/** A provider is a program that runs with the plan's credentials. */
export const sameProviders: VetRule = ({ json }, { providers }) => [
  ...requiredProviders(json).flatMap(([name, requirement]) => {
    const known = [...(providers.get(name) ?? [])];
    if (known.includes(requirement)) return [];
    return [
      `provider ${name}: ${requirement} is not the base branch's (${known.join(", ") || "it has none"}); ${BY_HAND}`,
    ];
  }),
  ...["resource", "data"].flatMap((section) =>
    Object.keys(objectOf(json[section]))
      .filter((type) => !providers.has(providerOf(type)) && providerOf(type) !== "terraform")
      .map((type) => `${section} ${type}: provider ${providerOf(type)} is not the base branch's; ${BY_HAND}`),
  ),
];

/** The provider's name is the part before the first underscore. */
function providerOf(type: string): string {
  return type.split("_", 1)[0] ?? type;
}

/** Another account, role or endpoint would get the plan's signed requests. */
export const sameProviderSettings: VetRule = ({ name, json }, { stacks, providerBlocks: all }) => {
  const before = stacks.get(name);
  const known = before === undefined ? all : new Set(providerBlocks(before.json).map(({ text }) => text));
  return providerBlocks(json)
    .filter(({ text }) => !known.has(text))
    .map((block) => `provider ${block.name}: its settings are not the base branch's; ${BY_HAND}`);
};

/** The backend decides where the state is read, and its lock written. */
export const sameBackend: VetRule = ({ name, json }, { stacks, backendPlaces }) => {
  const before = stacks.get(name);
  const isKnown =
    before === undefined
      ? backendPlaces.has(backendPlace(json)) && "s3" in backendOf(json)
      : stableText(backendOf(json)) === stableText(backendOf(before.json));
  return isKnown ? [] : [`terraform.backend: is not the base branch's; ${BY_HAND}`];
};

export const knownRemoteStates: VetRule = ({ json }, { backends }) =>
  Object.entries(objectOf(objectOf(json["data"])["terraform_remote_state"])).flatMap(([id, value]) => {
    const { backend, config } = objectOf(value);
    const settings = objectOf(listOf(config)[0]);
    const key = textOf(settings["key"]) ?? textOf(settings["path"]);
    const isKnown = backends.some((kinds) => {
      const known = objectOf(kinds[textOf(backend) ?? ""]);
      const place = textOf(known["key"]) ?? textOf(known["path"]);
      return place === key && textOf(known["bucket"]) === textOf(settings["bucket"]);
    });
    return isKnown
      ? []
      : [`data terraform_remote_state.${id}: reads a state that no stack of the base branch has; ${BY_HAND}`];
  });

/** Data sources that only describe what exists. Others run something, read secrets, or send their input elsewhere. */
const DESCRIBING = [
  ...["aws_acm_certificate", "aws_availability_zones", "aws_caller_identity", "aws_ec2_managed_prefix_list"],
  ...["aws_ecr_image", "aws_ecr_repository", "aws_iam_policy_document", "aws_kms_alias", "aws_kms_key", "aws_lb"],
  ...["aws_lb_listener", "aws_partition", "aws_prefix_list", "aws_region", "aws_route53_zone", "aws_security_group"],
  ...["aws_subnet", "aws_subnets", "aws_vpc", "aws_vpc_endpoint_service", "terraform_remote_state"],
];

export const knownDataSources: VetRule = ({ json }, { dataTypes }) =>
  Object.keys(objectOf(json["data"]))
    .filter((type) => !DESCRIBING.includes(type) && !dataTypes.has(type))
    .map((type) => `data ${type}: is read while planning, with credentials; ${BY_HAND}`);

/** Programs and connections of a resource. */
export const noProvisioners: VetRule = ({ json }) =>
  forbiddenBlocks(json["resource"], ["provisioner", "connection"]).map(
    (path) => `resource ${path}: runs a program; put it into an image or a function`,
  );

/** `/proc/self/environ`, for example, contains the plan's credentials. */
export const noFileReads: VetRule = ({ json }) =>
  fileReads(json).map(
    ({ path, name }) => `${path}: ${name}() reads files of the machine that plans; write the value itself`,
  );
