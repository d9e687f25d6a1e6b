import { z } from "zod";

const label = /^[a-z](?:[a-z0-9-]*[a-z0-9])?$/;

/** A name that goes into the names of AWS resources: DNS label characters, which every one of them takes. */
function resourceName(noun: string, maxLength: number) {
  const allowed = `lower-case letters, digits and single hyphens, a letter first, at most ${String(maxLength)} characters`;
  return z.string().refine((name) => name.length <= maxLength && label.test(name) && !name.includes("--"), {
    error: `it is no usable ${noun} name; allowed: ${allowed}`,
  });
}

/** The application: prefix of physical names and of state keys. */
export const applicationName = resourceName("application", 20);

/** An environment; first part of its stacks' ids. */
export const environmentName = resourceName("environment", 12).refine((name) => name !== "state", {
  error: "it begins the ids of the stacks that hold every environment's state; give another",
});

/** What the stacks call parts of their own; a service of that name would share their Terraform addresses. */
const RESERVED = [
  "alb",
  "api-access",
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

/** A service: target groups and container names take 32 characters. */
export const serviceName = resourceName("service", 32).refine((name) => !RESERVED.includes(name), {
  error: `it names a part of every stack; give another than ${RESERVED.join(", ")}`,
});

export const accountId = z.string().regex(/^\d{12}$/, {
  error: "an AWS account id has 12 digits; write it as a string, leading zeros included",
});

export const region = z.string().regex(/^[a-z]{2}(?:-[a-z]+)+-\d$/, {
  error: 'it is no AWS Region name; give one like "us-west-2"',
});

export const certificateArn = z.string().regex(/^arn:aws[a-z-]*:acm:[a-z0-9-]+:\d{12}:certificate\/[\w-]+$/, {
  error: "give the ARN of a certificate in AWS Certificate Manager",
});
