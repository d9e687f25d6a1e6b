import { DefaultTokenResolver, StringConcat, TerraformResource, TerraformStack, Tokenization } from "cdktf";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import type { JsonObject } from "@private-http-api/terraform-json/values";

/** A resource as it is in its stack's JSON, including overrides. */
export class SynthesizedResource {
  constructor(private readonly resource: TerraformResource) {}

  /** Terraform type, e.g. `aws_lb`. */
  get type(): string {
    return this.resource.terraformResourceType;
  }

  /** Path of the construct, the stack's id first. */
  get path(): string {
    return this.resource.node.path;
  }

  /** Terraform address, by which other resources refer to it, e.g. `aws_lb.alb`. */
  get address(): string {
    return `${this.type}.${this.resource.friendlyUniqueId}`;
  }

  /** Whether the provider's resource supports tags. */
  get isTaggable(): boolean {
    return "tagsInput" in this.resource;
  }

  /** Attributes and blocks under Terraform's names. */
  get attributes(): JsonObject {
    const known = rendered.get(this.resource);
    if (known) return known;
    const json = resolved(this.resource);
    const attributes = json.resource?.[this.type]?.[this.resource.friendlyUniqueId] ?? {};
    rendered.set(this.resource, attributes);
    return attributes;
  }

  /** Settings of its stack's AWS provider. */
  get awsProvider(): JsonObject {
    const stack = TerraformStack.of(this.resource);
    const known = providers.get(stack);
    if (known) return known;
    const provider = stack.node.findAll().find((node) => node instanceof AwsProvider);
    const settings = (provider && resolved(provider).provider?.["aws"]?.[0]) ?? {};
    providers.set(stack, settings);
    return settings;
  }

  /** Resources of a type in its stack. */
  inStack(type: string): readonly SynthesizedResource[] {
    return TerraformStack.of(this.resource)
      .node.findAll()
      .filter((node) => TerraformResource.isTerraformResource(node))
      .filter((node) => node.terraformResourceType === type)
      .map((node) => new SynthesizedResource(node));
  }
}

/** Rendering takes time, and several rules check one resource. */
const rendered = new WeakMap<TerraformResource, JsonObject>();
const providers = new WeakMap<TerraformStack, JsonObject>();

/** What an element adds to its stack's JSON. */
interface Fragment {
  readonly resource?: Readonly<Record<string, Readonly<Record<string, JsonObject>>>>;
  readonly provider?: Readonly<Record<string, readonly JsonObject[]>>;
}

function resolved(element: TerraformResource | AwsProvider): Fragment {
  return Tokenization.resolve(element.toTerraform(), {
    scope: element,
    resolver: new DefaultTokenResolver(new StringConcat()),
    preparing: false,
  }) as Fragment;
}
