import { partition } from "./arn";

/** The URI by which API Gateway invokes a function. */
export function lambdaInvokeArn(functionArn: string, region: string): string {
  return `arn:${partition(region)}:apigateway:${region}:lambda:path/2015-03-31/functions/${functionArn}/invocations`;
}

/** A function's ARN, and separately its alias or version. */
export function splitQualifier(functionArn: string): { functionArn: string; qualifier?: string } {
  const parts = functionArn.split(":");
  const [qualifier] = parts.slice(7);
  return { functionArn: parts.slice(0, 7).join(":"), ...(qualifier === undefined ? {} : { qualifier }) };
}
