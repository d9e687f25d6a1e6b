import { existsSync, readdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { UserError } from "@private-http-api/cli-kit";
import type { FunctionCode } from "./http-api";
import { type Resource, type Terraform, valueText, type Value } from "@private-http-api/terraform-json";

/** What an integration's URI says about the function behind it. */
export interface FunctionRef {
  readonly functionName: string;
  /** @default the code is not on this machine */
  readonly code?: FunctionCode;
}

/** Reads Lambda functions, each once, so that integrations of one function share its code. */
export class LambdaFunctions {
  private readonly known = new Map<Resource, FunctionRef>();

  constructor(
    private readonly terraform: Terraform,
    private readonly outdir: string,
    private readonly project: string,
  ) {}

  /** The function that an `AWS_PROXY` integration, or an authorizer, invokes by the URI in one of its attributes. */
  behind(integration: Resource, attribute = "integration_uri"): FunctionRef {
    const uri = integration.attributes.value(attribute);
    const found =
      uri === undefined
        ? undefined
        : this.terraform.find(uri, ["aws_lambda_function", "aws_lambda_alias"], integration);
    const aliased = found?.type === "aws_lambda_alias" ? found.attributes.value("function_name") : undefined;
    const made = aliased === undefined ? found : this.named(aliased);
    return made === undefined ? givenByArn(integration, attribute) : this.read(made);
  }

  private named(value: Value): Resource | undefined {
    const name = valueText(value);
    return (
      this.terraform.find(value, ["aws_lambda_function"]) ??
      this.terraform.resources("aws_lambda_function").find((one) => one.attributes.text("function_name") === name)
    );
  }

  private read(resource: Resource): FunctionRef {
    const ref = this.known.get(resource) ?? { functionName: nameOf(resource), ...this.codeOf(resource) };
    this.known.set(resource, ref);
    return ref;
  }

  /** Images and archives in S3 are not on this machine. */
  private codeOf(resource: Resource): { readonly code?: FunctionCode } {
    const { attributes, address } = resource;
    const filename = attributes.text("filename");
    const archive = filename === undefined ? undefined : this.archive(resource, filename);
    if (archive === undefined) return {};
    const code: FunctionCode = {
      address,
      archive,
      handler: attributes.requiredText("handler"),
      runtime: attributes.requiredText("runtime"),
      // Defaults here and below: the AWS provider's, as documented for aws_lambda_function.
      memoryMiB: attributes.number("memory_size") ?? 128,
      timeoutSeconds: attributes.number("timeout") ?? 3,
      environment: attributes.block("environment")?.textMap("variables") ?? {},
    };
    return { code };
  }

  private archive({ folder, readFrom, address }: Resource, filename: string): string | undefined {
    if (folder === undefined) return this.archiveOfState(filename, readFrom);
    const archive = resolve(folder, filename);
    if (!existsSync(archive)) {
      throw new UserError(
        `${address}: ${archive} is not there; \`npm run synth\` packs it (or start without --no-synth).`,
      );
    }
    return archive;
  }

  /**
   * A state does not say where Terraform ran: beside the state, in the project, or in a stack's folder. Any stack's folder
   * will do, since the archive's path holds the hash of its content.
   */
  private archiveOfState(filename: string, readFrom = this.project): string | undefined {
    const stacks = join(this.outdir, "stacks");
    const folders = existsSync(stacks) ? readdirSync(stacks).map((id) => join(stacks, id)) : [];
    return [readFrom, this.project, ...folders]
      .map((folder) => resolve(folder, filename))
      .find((archive) => existsSync(archive));
  }
}

function nameOf(resource: Resource): string {
  return resource.attributes.requiredText("function_name");
}

/** `…:lambda:path/2015-03-31/functions/arn:aws:lambda:us-west-2:111111111111:function:reports:live/invocations` */
function givenByArn({ address, attributes }: Resource, attribute: string): FunctionRef {
  const uri = attributes.requiredText(attribute);
  const functionName = /:function:([^:/]+)/.exec(uri)?.[1];
  if (functionName === undefined) {
    throw new UserError(
      `${address}: ${attribute} ${uri} does not name a Lambda function; give a function's invoke_arn.`,
    );
  }
  return { functionName };
}
