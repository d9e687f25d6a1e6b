import { z } from "zod";
import { certificateArn, hostName } from "./names";

/** A host name of the user's own in front of the API. */
export const domainSchema = z
  .strictObject({
    name: hostName
      .refine((name) => !/(?:^|\.)(?:amazonaws\.com(?:\.cn)?|api\.aws|cloudfront\.net)$/.test(name), {
        error: "it is a name of AWS's own, which nobody else gets a certificate for; give one of your domain",
      })
      .meta({
        description: "The host name.",
        allowed:
          "a host name, inside the hosted zone if there is one; without `certificateArn` at most 64 characters, Certificate Manager's limit",
      }),
    certificateArn: certificateArn.optional().meta({
      description: "Certificate in the API's Region.",
      absent: "one is requested, and validated in the hosted zone",
    }),
    ownershipCertificateArn: certificateArn.optional().meta({
      description:
        "With `mutualTls` and an imported or private `certificateArn`: a public certificate of Certificate Manager for the same name, which proves whose it is; AWS insists on it.",
      absent: "none",
    }),
    hostedZone: z
      .strictObject({
        id: z
          .string()
          .regex(/^[A-Z0-9]{8,32}$/, { error: 'give the id of a hosted zone, like "Z0123456789"' })
          .meta({
            description: "Id of the zone.",
            allowed: 'like `"Z0123456789"`',
            examples: ["Z0123456789", "Z9876543210"],
          }),
        name: hostName.meta({
          description: "Name of the zone; `name` lies in it.",
          examples: ["example.com", "api.example.com"],
        }),
      })
      .optional()
      .meta({
        description: "Route 53 zone that the name lies in; its alias record is made there.",
        absent: "no record is made",
      }),
    mutualTls: z
      .strictObject({
        truststoreUri: z
          .string()
          .regex(/^s3:\/\/[a-z0-9.-]+\/.+$/, { error: 'give "s3://bucket/key" of a PEM file', abort: true })
          // [Amazon S3 User Guide, "Naming Amazon S3 objects"]
          .refine((uri) => Buffer.byteLength(uri.replace(/^s3:\/\/[^/]*\//, "")) <= 1024, {
            error: "S3 takes keys of at most 1,024 bytes; give a shorter one",
          })
          .meta({
            description: "PEM file of the certificate authorities.",
            allowed: "`s3://bucket/key`",
            examples: ["s3://shop-trust/clients.pem", "s3://shop-trust/partners.pem"],
          }),
        truststoreVersion: z
          .string()
          .min(1)
          .optional()
          .meta({ description: "Version of that object.", absent: "the newest", examples: ["a1b2c3", "d4e5f6"] }),
      })
      .optional()
      .meta({
        description: "Clients must bring a certificate that this truststore knows.",
        absent: "they need none",
      }),
  })
  .meta({ description: "A host name of your own in front of the API.", absent: "the API's `execute-api` name" });

export type DomainConfig = z.output<typeof domainSchema>;
