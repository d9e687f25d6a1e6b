import { LambdaPermission } from "@cdktf/provider-aws/lib/lambda-permission";
import { Construct } from "constructs";
import { resolve } from "node:path";
import { LAMBDA_RUNTIMES } from "../aws/lambda-runtimes";
import { ApiFunction, type ApiFunctionProps } from "../constructs/api-function";
import { lambdaInvokeArn, splitQualifier } from "../constructs/lambda-arn";

/** A Lambda function behind the API: an existing one, or one to create. */
export type FunctionProps =
  { readonly functionArn: string } | Omit<ApiFunctionProps, "functionName" | "logRetentionDays" | "keyArn">;

/** Settings of {@link ApiFunctions}. */
export interface ApiFunctionsProps {
  /** Prefix of physical names, `<application>-<environment>`. */
  readonly prefix: string;
  readonly region: string;
  /** Execution ARN of the API: nothing else may invoke them. */
  readonly executionArn: string;
  readonly functions: Readonly<Record<string, FunctionProps>>;
  readonly logRetentionDays: number;
  /** Customer key of the log groups. @default AWS's own */
  readonly keyArn?: string;
}

/** Lowest AWS provider that accepts a function ARN of the European Sovereign Cloud [terraform-provider-aws issue 45894]. */
const EUSC_FUNCTIONS = "6.29.0";

/** The Lambda functions behind an API: created unless they exist, and each with a permission for the API to invoke it. */
export class ApiFunctions extends Construct {
  private readonly invokeArns: ReadonlyMap<string, string>;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: ApiFunctionsProps,
  ) {
    super(scope, id);
    this.invokeArns = new Map(
      Object.entries(props.functions).map(([name, settings]) => [
        name,
        "functionArn" in settings ? this.existing(name, settings.functionArn) : this.made(name, settings),
      ]),
    );
  }

  /** Lowest AWS provider versions that accept the runtimes and ARNs, where they are higher than what every stack requires. */
  get awsProviders(): readonly string[] {
    return Object.values(this.props.functions).flatMap((settings) =>
      "runtime" in settings
        ? (LAMBDA_RUNTIMES[settings.runtime]?.awsProvider ?? [])
        : settings.functionArn.startsWith("arn:aws-eusc:")
          ? EUSC_FUNCTIONS
          : [],
    );
  }

  /**
   * The URI by which an integration invokes a function.
   *
   * @throws Error when there is no such function
   */
  invokeArn(name: string): string {
    const found = this.invokeArns.get(name);
    if (found === undefined) throw new Error(`${this.node.path}: no function ${name}`);
    return found;
  }

  private existing(name: string, arn: string): string {
    const { functionArn, qualifier } = splitQualifier(arn);
    this.allowInvoke(name, { functionName: functionArn, ...(qualifier === undefined ? {} : { qualifier }) });
    return lambdaInvokeArn(arn, this.props.region);
  }

  private made(name: string, settings: Exclude<FunctionProps, { readonly functionArn: string }>): string {
    const { prefix, logRetentionDays, keyArn } = this.props;
    const { functionName, invokeArn } = new ApiFunction(this, name, {
      ...settings,
      source: resolve(settings.source),
      functionName: `${prefix}-${name}`,
      logRetentionDays,
      ...(keyArn === undefined ? {} : { keyArn }),
    });
    this.allowInvoke(name, { functionName });
    return invokeArn;
  }

  private allowInvoke(name: string, settings: { readonly functionName: string; readonly qualifier?: string }): void {
    new LambdaPermission(this, `${name}_invoke`, {
      action: "lambda:InvokeFunction",
      principal: "apigateway.amazonaws.com",
      sourceArn: `${this.props.executionArn}/*/*`,
      ...settings,
    });
  }
}
