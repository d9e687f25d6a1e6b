import { basename, dirname, resolve } from "node:path";
import { UserError } from "@private-http-api/cli-kit";
import { Identities } from "../identities";
import { isObject, isList, objectOf } from "../json";
import { literal } from "../literal";
import { resourcesOfModule } from "../module-values";
import { nearest } from "../nearest";
import { Attributes, type Resource, type Terraform } from "../resource";
import { canonicalType, typeName, withDataSources } from "../resource-type";
import { isMap, Reference, referencesIn, Template, type Value } from "../value";
import { INSTANCE_KEY, isInstanceOf, modulesOf, withoutInstanceKeys } from "./instance-keys";
import { type Argument, argumentsWith } from "./plan-configuration";
import { decodeText } from "./plan-text";
import { isSavedPlan, readBytes, readPlan } from "./read-plan";

/** The resources after a plan's apply; a value that is known after apply keeps its references. */
export function readPlanned(file: string): Terraform {
  const where = `--plan ${file}`;
  const bytes = readBytes(file, where);
  if (isSavedPlan(bytes)) {
    throw new UserError(`${where} is a saved plan; \`terraform show -json ${file} > plan.json\` writes it as JSON.`);
  }
  const { plan } = readPlan(decodeText(bytes), where);
  const label = file === "-" ? "stdin" : basename(file).replace(/\.json$/, "");
  const prior = resourcesOfModule(objectOf(objectOf(plan.prior_state)["values"])["root_module"]);
  const planned = resourcesOfModule(objectOf(plan.planned_values)["root_module"]);
  const read = prior.filter(({ mode }) => mode === "data");
  const addresses = new Set([...planned, ...read].map(({ address }) => address));
  const configured = argumentsWith(
    plan.configuration,
    (address) => addresses.has(address),
    (attributes) => referring(label, attributes),
  );
  const readFrom = resolve(file === "-" ? "." : dirname(file));
  const all = [...planned, ...read].map((shown): Resource => {
    const address = `${label}: ${shown.address}`;
    const values = merged(shown.values, configured(shown.address));
    return {
      ...{ address, type: canonicalType(typeName(shown)), name: shown.name, readFrom },
      attributes: new Attributes(address, () => (isMap(values) ? values : {})),
    };
  });
  return new PlannedResources(file === "-" ? "the plan" : file, all);
}

/** `${module.a.aws_lb.front["x"].arn}` per attribute; without attributes, an unknown value without references. */
function referring(label: string, attributes: readonly string[]): Template {
  const parts = attributes.flatMap((attribute) => {
    const [, address = "", data = "", type = "", name = "", rest = ""] = REFERENCE.exec(attribute) ?? [];
    const resource = { address: `${label}: ${address}`, type: canonicalType(data + type), name };
    return type === "" ? [] : [new Reference(resource, rest)];
  });
  return new Template(parts, parts.length === 0 ? "${(known after apply)}" : undefined);
}

/** Address with its instance key, `data.`, type, name, attribute. */
const KEY = `(?:${INSTANCE_KEY.source})?`;
const REFERENCE = new RegExp(String.raw`^((?:module\.[\w-]+${KEY}\.)*(data\.)?([a-z]\w*_\w+)\.([\w-]+)${KEY})\.?(.*)$`);

/** The known values; gaps are filled from the configuration. */
function merged(known: unknown, configured: Argument<Template> | undefined): Value {
  if (configured instanceof Template) return isEmpty(known) ? configured : literal(known);
  if (Array.isArray(known) || isListed(configured)) {
    const [values, blocks] = [Array.isArray(known) ? (known as unknown[]) : [], isListed(configured) ? configured : []];
    // In a set of blocks, the order identifies each block only if none is missing.
    if (values.length !== 0 && values.length !== blocks.length) return literal(values);
    const longer = values.length === 0 ? blocks : values;
    return longer.map((_, index) => merged(values[index], blocks[index]));
  }
  if (isPlainObject(known) || isPlainObject(configured)) {
    const [values, block] = [isPlainObject(known) ? known : {}, isPlainObject(configured) ? configured : {}];
    const names = new Set([...Object.keys(values), ...Object.keys(block)]);
    return Object.fromEntries([...names].map((name) => [name, merged(values[name], block[name])]));
  }
  return known === undefined || known === null ? literal(configured) : literal(known);
}

function isListed(value: Argument<Template> | undefined): value is readonly Argument<Template>[] {
  return isList(value as never);
}

function isPlainObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return isObject(value as never) && !(value instanceof Template);
}

function isEmpty(known: unknown): boolean {
  return known === undefined || known === null;
}

class PlannedResources implements Terraform {
  private readonly identities: Identities;
  private readonly byAddress = new Map<string, Resource[]>();

  constructor(
    readonly source: string,
    private readonly all: readonly Resource[],
  ) {
    this.identities = new Identities(all);
    for (const resource of all) {
      const address = withoutInstanceKeys(resource.address);
      this.byAddress.set(address, [...(this.byAddress.get(address) ?? []), resource]);
    }
  }

  resources(type: string): readonly Resource[] {
    return this.all.filter((one) => one.type === type);
  }

  find(value: Value, types: readonly string[], from?: Resource): Resource | undefined {
    const references = referencesIn(value);
    if (references.length === 0 && !(value instanceof Template)) return this.identities.find(value, types, from);
    for (const type of withDataSources(types)) {
      const meant = references.flatMap(({ resource }) =>
        resource.type === type ? this.instances(resource.address) : [],
      );
      const found = nearest(meant, from);
      if (found !== undefined) return found;
    }
    return this.only(types, from);
  }

  /** The instance, or all instances if the address has no key. */
  private instances(address: string): readonly Resource[] {
    const all = this.byAddress.get(withoutInstanceKeys(address)) ?? [];
    const exact = all.filter((one) => isInstanceOf(one.address, address));
    return exact.length > 0 ? exact : all;
  }

  /**
   * A plan does not show what a local value or a dynamic block refers to. If there is only one possible resource, or only
   * one in the same module, that one is meant.
   */
  private only(types: readonly string[], from: Resource | undefined): Resource | undefined {
    const all = this.all.filter(({ type }) => types.includes(type));
    if (all.length === 1) return all[0];
    const own = from === undefined ? "" : modulePrefix(from);
    const beside = all.filter((one) => modulePrefix(one) === own);
    return beside.length === 1 ? beside[0] : undefined;
  }
}

/** The prefix of a resource's address: its stack and its module. */
function modulePrefix({ address }: Resource): string {
  const stack = /^.*?: /.exec(address)?.[0] ?? "";
  return stack + modulesOf(address.slice(stack.length));
}
