import { CloudwatchMetricAlarm } from "@cdktf/provider-aws/lib/cloudwatch-metric-alarm";
import { DataAwsKmsAlias } from "@cdktf/provider-aws/lib/data-aws-kms-alias";
import { AwsProvider, type AwsProviderConfig } from "@cdktf/provider-aws/lib/provider";
import { App, LocalBackend, S3Backend, TerraformElement, TerraformStack } from "cdktf";
import type { Construct, Node } from "constructs";
import { join, relative, resolve } from "node:path";
import { isUnknownToBackend, isUnknownToProvider } from "../aws/regions";
import type { Placement } from "../constructs/arn";
import type { Policy } from "../policies/policy";
import { localStateFile } from "./local-state-file";
import { LogicalIds } from "./logical-ids";
import { ProviderVersions } from "./provider-versions";
import { limitRoles, type RoleLimits } from "./role-limits";
import { guardRegion, guardTarget } from "./state-guards";

/** Where a stack's Terraform state is stored. */
export type StateLocation =
  | {
      readonly kind: "s3";
      readonly bucket: string;
      readonly region: string;
      /** Whether the environment's state stack creates the bucket. */
      readonly isOurs: boolean;
      /** Whether the bucket's name contains the Region. */
      readonly namedByRegion: boolean;
    }
  | { readonly kind: "local" };

/** What all stacks of an environment share. */
export interface BaseStackProps {
  /** Prefix of physical names and of state keys. */
  readonly application: string;
  readonly environment: string;
  readonly placement: Placement;
  readonly tags: Readonly<Record<string, string>>;
  readonly state: StateLocation;
  /** Rules for the stack. */
  readonly policy: Policy;
  /** Alias of the environment's customer key, which its state stack creates. @default AWS's own keys */
  readonly keyAlias?: string;
  /** Boundary and path of every role of the stack. @default none */
  readonly roleLimits?: RoleLimits | undefined;
  /** Account of the stack's resources; its state stays with the environment's. @default the environment's account */
  readonly target?: TargetAccount;
}

/** An account that a stack deploys to. */
export interface TargetAccount {
  readonly account: string;
  /** Role that the provider assumes there. @default none: the credentials belong to that account */
  readonly roleArn?: string;
  /** Region of the resources. @default the environment's */
  readonly region?: string;
}

/**
 * The provider settings and the backend of every stack: default tags, a guard against credentials of another account,
 * and state that is locked while in use.
 */
export abstract class BaseStack extends TerraformStack {
  /** `<application>-<environment>`, the prefix of physical names. */
  protected readonly prefix: string;
  /** The environment's customer key; `undefined` where AWS's own are used. */
  protected readonly keyArn: string | undefined;
  /** Provider versions that the stack requires. */
  protected readonly versions: ProviderVersions;
  private readonly logicalIds = new LogicalIds();

  /** @param component the stack's kind, fixed in state keys: a stack that is renamed keeps its state */
  constructor(
    scope: Construct,
    id: string,
    readonly component: string,
    props: BaseStackProps,
  ) {
    super(scope, id);
    const { application, environment, placement, target } = props;
    const region = target?.region ?? placement.region;
    this.prefix = `${application}-${environment}`;
    this.addProvider(
      "aws",
      { ...placement, region },
      {
        allowedAccountIds: [target?.account ?? placement.account],
        ...(target?.roleArn === undefined ? {} : { assumeRole: [{ roleArn: target.roleArn }] }),
        defaultTags: [{ tags: { ...props.tags, Application: application, Environment: environment, Stack: id } }],
      },
    );
    this.versions = new ProviderVersions(this);
    this.addBackend(component, props);
    if (target) guardTarget(this, id, { account: target.account, region });
    this.keyArn =
      props.keyAlias === undefined || target !== undefined
        ? undefined
        : new DataAwsKmsAlias(this, "key", { name: `alias/${props.keyAlias}` }).targetKeyArn;
    if (props.roleLimits) limitRoles(this, props.roleLimits);
    props.policy.guard(this);
  }

  /** Names of the stack's alarms, for a dashboard of another stack. */
  get alarmNames(): readonly string[] {
    return this.node
      .findAll()
      .flatMap((node) => (node instanceof CloudwatchMetricAlarm ? [node.alarmNameInput ?? ""] : []))
      .sort();
  }

  /** Creates an AWS provider in the placement's Region that accepts only credentials of its account, unless overridden. */
  protected addProvider(id: string, { region, account }: Placement, settings: AwsProviderConfig = {}): AwsProvider {
    return new AwsProvider(this, id, {
      region,
      allowedAccountIds: [account],
      ...(isUnknownToProvider(region) ? { skipRegionValidation: true } : {}),
      ...settings,
    });
  }

  /** A path relative to this stack's folder, where Terraform runs, so that the JSON is the same on every machine. */
  protected fromStackFolder(path: string): string {
    const folder = join(resolve(App.of(this).outdir), "stacks", this.node.id);
    return relative(folder, resolve(path)).replaceAll("\\", "/");
  }

  protected override allocateLogicalId(element: TerraformElement | Node): string {
    const node = TerraformElement.isTerraformElement(element) ? element.node : element;
    return this.logicalIds.allocate(element, node.scopes.slice(node.scopes.indexOf(this) + 1));
  }

  private addBackend(component: string, props: BaseStackProps): void {
    const { application, environment, state, keyAlias, placement } = props;
    if (state.kind === "local") {
      const file = localStateFile({ application, stack: this.node.id, region: placement.region });
      new LocalBackend(this, { path: this.fromStackFolder(file) });
      return;
    }
    if (!state.namedByRegion) guardRegion(this, placement.region);
    const backend = new S3Backend(this, {
      bucket: state.bucket,
      key: `${application}/${environment}/${component}.tfstate`,
      region: state.region,
      ...(isUnknownToBackend(state.region) ? { skipRegionValidation: true } : {}),
      // Credentials of another account are refused before a state is read or written.
      allowedAccountIds: [placement.account],
      // `encrypt` means S3's own keys, even if the bucket encrypts with a customer key by default.
      ...(keyAlias === undefined || !state.isOurs ? { encrypt: true } : {}),
    });
    // The typed backend lacks it; readers of the state, which copy the typed settings, must not get it.
    backend.addOverride("use_lockfile", true);
  }
}
