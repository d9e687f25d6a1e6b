import { LambdaPermission } from "@cdktf/provider-aws/lib/lambda-permission";
import { Construct } from "constructs";
import { resolve } from "node:path";
import { LAMBDA_RUNTIMES } from "../aws/lambda-runtimes";
import { ApiFunction, type ApiFunctionProps } from "../constructs/api-function";
import { lambdaInvokeArn, splitQualifier } from "../constructs/lambda-arn";

/** A Lambda function of the API: an existing one, or one to create. */
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

/** What the API needs to invoke a function. */
interface Invoked {
  readonly invokeArn: string;
  readonly functionName: string;
  /** Alias or version. @default the latest version */
  readonly qualifier?: string;
}

/** The Lambda functions of an API: existing ones, and ones that are created here. */
export class ApiFunctions extends Construct {
  private readonly invoked: ReadonlyMap<string, Invoked>;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: ApiFunctionsProps,
  ) {
    super(scope, id);
    this.invoked = new Map(
      Object.entries(props.functions).map(([name, settings]) => [
        name,
        "functionArn" in settings ? this.existing(settings.functionArn) : this.made(name, settings),
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
   * Allows every route of the API to invoke a function.
   *
   * @returns the URI for integrations
   */
  behindRoutes(name: string): string {
    this.admit(name, "*/*");
    return this.find(name).invokeArn;
  }

  /**
   * Allows only this authorizer of the API to invoke a function: "arn:aws:execute-api:…/authorizers/<id>"
   * ["Control access to HTTP APIs with AWS Lambda authorizers"].
   *
   * @param makeAuthorizer creates the authorizer with the URI of the function, and returns its id
   */
  behindAuthorizer(name: string, makeAuthorizer: (invokeArn: string) => string): string {
    const id = makeAuthorizer(this.find(name).invokeArn);
    this.admit(name, `authorizers/${id}`);
    return id;
  }

  private find(name: string): Invoked {
    const found = this.invoked.get(name);
    if (found === undefined) throw new Error(`${this.node.path}: no function ${name}`);
    return found;
  }

  private existing(arn: string): Invoked {
    const { functionArn, qualifier } = splitQualifier(arn);
    return {
      invokeArn: lambdaInvokeArn(arn, this.props.region),
      functionName: functionArn,
      ...(qualifier === undefined ? {} : { qualifier }),
    };
  }

  private made(name: string, settings: Exclude<FunctionProps, { readonly functionArn: string }>): Invoked {
    const { prefix, logRetentionDays, keyArn } = this.props;
    const { functionName, invokeArn } = new ApiFunction(this, name, {
      ...settings,
      source: resolve(settings.source),
      functionName: `${prefix}-${name}`,
      logRetentionDays,
      ...(keyArn === undefined ? {} : { keyArn }),
    });
    return { functionName, invokeArn };
  }

  private admit(name: string, caller: string): void {
    const { functionName, qualifier } = this.find(name);
    new LambdaPermission(this, `${name}_invoke`, {
      action: "lambda:InvokeFunction",
      principal: "apigateway.amazonaws.com",
      sourceArn: `${this.props.executionArn}/${caller}`,
      functionName,
      ...(qualifier === undefined ? {} : { qualifier }),
    });
  }
}
