import { TerraformStack, Testing } from "cdktf";
import { join } from "node:path";
import { type Config, formatProblem, type OwnResources, resolveConfig, withoutWaste } from "@private-http-api/http-api";
import { BOOKSTORE } from "./bookstore-folder";
import { inFolder } from "./in-folder";
import { buildApp } from "../../../stacks/build-app";

/** The part of a synthesized stack that tests read. */
export interface StackJson {
  readonly resource: Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, unknown>>>>>>;
  readonly data?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly output?: Readonly<Record<string, unknown>>;
  readonly terraform: Readonly<Record<string, unknown>>;
}

/** Settings of a synthesis besides the config. */
export interface SynthesisOptions {
  readonly ownResources?: OwnResources;
  readonly project?: string;
  /** Recorded images. @default none */
  readonly images?: Config["images"];
}

/** The stacks of a config, as text for CDKTF's matchers and as JSON. */
export class SynthesizedApp {
  private readonly stacks: ReadonlyMap<string, TerraformStack>;
  private readonly prepared = new Set<TerraformStack>();
  private readonly texts = new Map<string, string>();
  private readonly parsed = new Map<string, StackJson>();

  /**
   * Builds the whole app without writing it.
   * @param ownResources the user's own resources. @default none
   * @param project folder to which the config's folders are relative. @default the fixtures', never the user's project
   */
  constructor(raw: unknown, { ownResources, project = BOOKSTORE, images }: SynthesisOptions = {}) {
    const { config, problems } = resolveConfig(raw);
    if (!config) throw new Error(problems.map(formatProblem).join("\n"));
    const app = Testing.app({ outdir: join(project, "cdktf.out"), stackTraces: false });
    withoutWaste(() => {
      inFolder(project, () => {
        buildApp(app, images ? { ...config, images } : config, ownResources);
      });
    });
    const stacks = app.node.findAll().filter((node) => TerraformStack.isStack(node));
    this.stacks = new Map(stacks.map((stack) => [stack.node.id, stack]));
  }

  get ids(): readonly string[] {
    return [...this.stacks.keys()];
  }

  /** Ids of the stacks that are deployed before this one; known once it is prepared. */
  dependenciesOf(id: string): readonly string[] {
    return this.stacks.get(id)?.dependencies.map(({ node }) => node.id) ?? [];
  }

  /** Synthesizes every stack, so that CDKTF checks that its addresses are unique. */
  prepare(): this {
    withoutWaste(() => {
      for (const stack of this.stacks.values()) this.prepareFrom(stack);
    });
    return this;
  }

  /** A stack's cdk.tf.json, after its validations. */
  text(id: string): string {
    const known = this.texts.get(id);
    if (known !== undefined) return known;
    const text = this.synthesized(id);
    this.texts.set(id, text);
    return text;
  }

  private synthesized(id: string): string {
    const stack = this.stacks.get(id);
    if (!stack) throw new Error(`no stack ${id}; there are ${this.ids.join(", ")}`);
    return withoutWaste(() => {
      this.prepareFrom(stack);
      return Testing.synth(stack, true);
    });
  }

  /**
   * Turns references from other stacks to this stack's resources into outputs; otherwise they stay `${aws_vpc.vpc.id}`.
   * Only stacks created later refer to it.
   */
  private prepareFrom(stack: TerraformStack): void {
    const all = [...this.stacks.values()];
    for (const later of all.slice(all.indexOf(stack))) {
      if (this.prepared.has(later)) continue;
      this.prepared.add(later);
      later.prepareStack();
    }
  }

  json(id: string): StackJson {
    const known = this.parsed.get(id);
    if (known !== undefined) return known;
    const parsed = JSON.parse(this.text(id)) as StackJson;
    this.parsed.set(id, parsed);
    return parsed;
  }

  /** Resources of a type in a stack, by name. */
  resources(id: string, type: string): StackJson["resource"][string] {
    return this.json(id).resource[type] ?? {};
  }

  /** Terraform addresses of a stack's resources, sorted. */
  addresses(id: string): readonly string[] {
    return Object.entries(this.json(id).resource)
      .flatMap(([type, named]) => Object.keys(named).map((name) => `${type}.${name}`))
      .sort();
  }
}
