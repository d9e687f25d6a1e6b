import { z } from "zod";
import { bucketNameFault } from "../../aws/bucket-name";
import { REGIONS } from "../../aws/regions";
import { quote } from "../problem";
import { gotOrMissing } from "./issue-message";
import { nearest } from "./nearest";

/** A name that becomes part of AWS resource names: DNS label characters, which all of them allow. */
function resourceName(noun: string, maxLength: number) {
  const allowed = `lower-case letters, digits and single hyphens, a letter first, at most ${String(maxLength)} characters`;
  return z
    .string()
    .regex(new RegExp(`^(?=.{1,${String(maxLength)}}$)[a-z](?:-?[a-z0-9])*$`), {
      error: `invalid ${noun} name; allowed: ${allowed}`,
    })
    .meta({ allowed });
}

/** The application: prefix of physical names and of state keys. */
export const applicationName = resourceName("application", 20).meta({
  description: "Prefix of physical names and state keys.",
  examples: ["bookstore", "shop"],
});

/** An environment; first part of its stacks' ids. */
export const environmentName = resourceName("environment", 12)
  .refine((name) => name !== "state", {
    error: "ids of the stacks with the environments' state begin with it; give another",
  })
  .refine((name) => name !== "access", {
    error: "ids of the stacks with the environments' roles begin with it; give another",
  });

/**
 * Names of constructs in the stacks; a service of that name would share their Terraform addresses. Every scope already has
 * a `constructor`, from its JavaScript prototype.
 */
const RESERVED = [
  "alb",
  "api-access",
  "constructor",
  "domain",
  "ecs-exec",
  "endpoints",
  "flow-logs",
  "function",
  "nlb",
  "proxy",
  "vpc-flow-logs",
  "vpc-link",
];

/** A service: target group names are limited to 32 characters. */
export const serviceName = resourceName("service", 32).refine((name) => !RESERVED.includes(name), {
  error: `the framework uses that name; give one other than ${RESERVED.join(", ")}`,
});

/** A consumer of an environment's PrivateLink; last part of its stack's id. */
export const consumerName = resourceName("consumer", 12);

/** The id of an AWS account, as text: leading zeros count. */
export const accountId = z
  .string({
    error: ({ input }) =>
      typeof input === "number" ? `got ${quote(input)}, a number; write it in quotes, like "111111111111"` : undefined,
  })
  .regex(/^\d{12}$/, { error: "an AWS account id has 12 digits; write it as a string, leading zeros included" })
  .meta({ allowed: "12 digits, as a string", examples: ["111111111111", "222222222222"] });

/** A Region of any partition. */
export const region = z
  .enum(REGIONS as readonly [string, ...string[]], {
    error: ({ input }) => {
      if (typeof input !== "string") return `${gotOrMissing(input)}; give a Region like "us-west-2"`;
      const near = nearest(input, REGIONS);
      const remedy = near === undefined ? 'give one like "us-west-2"' : `did you mean "${near}"?`;
      return `got ${quote(input)}; it is not an AWS Region; ${remedy}`;
    },
  })
  .meta({ allowed: "a Region of any partition", examples: ["us-west-2", "eu-central-1"] });

/** A certificate in AWS Certificate Manager. */
export const certificateArn = z
  .string()
  .regex(/^arn:aws[a-z-]*:acm:[a-z0-9-]+:\d{12}:certificate\/[\w-]+$/, {
    error: "give the ARN of a certificate in AWS Certificate Manager",
  })
  .meta({
    allowed: "ARN in Certificate Manager, of the environment's account and Region",
    examples: [
      "arn:aws:acm:us-west-2:111111111111:certificate/11111111-2222-3333-4444-555555555555",
      "arn:aws:acm:us-west-2:111111111111:certificate/66666666-7777-8888-9999-000000000000",
    ],
  });

/** A host name, e.g. `api.example.com`: labels of 63 characters, 253 in all. */
export const hostName = z
  .string()
  .regex(/^(?=.{1,253}$)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z](?:[a-z0-9-]{0,61}[a-z0-9])$/, {
    error: 'give a host name like "api.example.com": lower-case labels of at most 63 characters, 253 in all',
  })
  .meta({ allowed: "a host name of at most 253 characters", examples: ["api.example.com", "www.example.com"] });

/** The name of an S3 bucket. */
export const bucketName = z
  .string()
  .superRefine((name, context) => {
    const fault = bucketNameFault(name);
    if (fault !== undefined) context.addIssue({ code: "custom", message: fault });
  })
  .meta({
    allowed: "3 to 63 characters, by S3's rules",
    examples: ["shop-terraform-state", "shop-terraform-state-2"],
  });

/** A folder or file of this repository, relative to the working directory. */
export const localPath = z
  .string()
  .min(1)
  .refine((path) => !/[$%]\{/.test(path), {
    error: "Terraform reads ${…} and %{…} as templates; rename it",
  });

/** Name of an environment variable of a container. */
export const variableName = z
  .string()
  .regex(/^[A-Za-z_][A-Za-z0-9_]*$/, { error: "give letters, digits and underscores" });
