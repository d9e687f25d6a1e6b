import { z } from "zod";
import { certificateArn, hostName } from "./names";

/** A custom host name of the API. */
export const domainSchema = z
  .strictObject({
    name: hostName
      .refine((name) => !/(?:^|\.)(?:amazonaws\.com(?:\.cn)?|api\.aws|cloudfront\.net)$/.test(name), {
        error: "it belongs to AWS, and no one else gets a certificate for it; give a name in your own domain",
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
        "With `mutualTls` and an imported or private `certificateArn`: a public certificate of Certificate Manager for the same name, which AWS requires as proof that you own it.",
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
          description: "Name of the zone; `name` is in it.",
          examples: ["example.com", "api.example.com"],
        }),
      })
      .optional()
      .meta({
        description: "Route 53 zone of the name; its alias record is created there.",
        absent: "no record is created",
      }),
    mutualTls: z
      .strictObject({
        truststoreUri: z
          .string()
          .regex(/^s3:\/\/[a-z0-9.-]+\/.+$/, { error: 'give "s3://bucket/key" of a PEM file', abort: true })
          // [Amazon S3 User Guide, "Naming Amazon S3 objects"]
          .refine((uri) => Buffer.byteLength(uri.replace(/^s3:\/\/[^/]*\//, "")) <= 1024, {
            error: "S3 allows keys of at most 1,024 bytes; give a shorter one",
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
        description: "Clients must present a certificate that this truststore accepts.",
        absent: "they need none",
      }),
  })
  .meta({ description: "Your own host name for the API.", absent: "the API's `execute-api` name" });

export type DomainConfig = z.output<typeof domainSchema>;
