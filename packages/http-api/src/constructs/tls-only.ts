import type { PolicyStatement } from "./policy-document";

/** A bucket policy's statement that denies every request without TLS. */
export function tlsOnly(bucketArn: string): PolicyStatement {
  return {
    Sid: "TlsOnly",
    Effect: "Deny",
    Principal: "*",
    Action: "s3:*",
    Resource: [bucketArn, `${bucketArn}/*`],
    Condition: { Bool: { "aws:SecureTransport": "false" } },
  };
}
