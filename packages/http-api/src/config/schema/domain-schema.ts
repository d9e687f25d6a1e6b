import { z } from "zod";
import { certificateArn as certificate } from "./names";

const hostName = z.string().regex(/^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,}$/, {
  error: 'give a host name like "api.example.com"',
});

/** A host name of one's own in front of the API. */
export const domainSchema = z.strictObject({
  name: hostName,
  /** Certificate in the API's Region. @default one is requested, and validated in the hosted zone */
  certificateArn: certificate.optional(),
  /** Route 53 zone that the name lies in; its alias record is made there. @default no record is made */
  hostedZone: z
    .strictObject({
      id: z.string().regex(/^[A-Z0-9]{8,32}$/, { error: 'give the id of a hosted zone, like "Z0123456789"' }),
      name: hostName,
    })
    .optional(),
  /** Clients must bring a certificate that this truststore knows. @default they need none */
  mutualTls: z
    .strictObject({
      truststoreUri: z.string().regex(/^s3:\/\/[a-z0-9.-]+\/.+$/, { error: 'give "s3://bucket/key" of a PEM file' }),
      truststoreVersion: z.string().min(1).optional(),
    })
    .optional(),
});

export type DomainConfig = z.output<typeof domainSchema>;
