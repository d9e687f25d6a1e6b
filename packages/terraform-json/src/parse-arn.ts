/** An ARN in parts; Region and account are empty for services whose ARNs do not have them. */
export interface Arn {
  readonly partition: string;
  readonly service: string;
  readonly region: string;
  readonly account: string;
  /** Everything after the account, colons included. */
  readonly resource: string;
}

/** The parts of `arn:<partition>:<service>:<region>:<account>:<resource>`; `undefined` if the text is not an ARN. */
export function parseArn(text: string): Arn | undefined {
  if (!text.startsWith("arn:")) return undefined;
  const [, partition = "", service = "", region = "", account = "", ...resource] = text.split(":");
  if (!/^aws(?:-[a-z]+)*$/.test(partition) || service === "" || resource.length === 0) {
    return undefined;
  }
  return { partition, service, region, account, resource: resource.join(":") };
}

/** Path and name of an AWS managed policy, from its ARN: `service-role/AWSLambdaRole`; `undefined` for any other text. */
export function awsManagedPolicy(text: string): string | undefined {
  const arn = parseArn(text);
  return arn?.service === "iam" && arn.account === "aws" ? /^policy\/(.+)$/.exec(arn.resource)?.[1] : undefined;
}
