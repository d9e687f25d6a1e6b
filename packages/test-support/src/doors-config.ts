import { FULL_ACCOUNT, fullConfig } from "./full-config";

/** ARN of a certificate that does not exist. */
const CERTIFICATE = `arn:aws:acm:us-west-2:${FULL_ACCOUNT}:certificate/11111111-2222-3333-4444-555555555555`;

/**
 * A config with what {@link fullConfig} leaves out: tokens, functions, a domain with mutual TLS, TLS to the load balancers,
 * endpoints instead of NAT gateways, a named stage. Its functions are built from the bookstore's folders.
 */
export function doorsConfig() {
  const config = fullConfig({
    network: { egress: "endpoints", outbound: { warehouse: { to: "10.20.0.0/16", ports: [5432] } } },
    internalTls: { certificateArn: CERTIFICATE, serverName: "internal.example.com" },
    api: {
      stage: "live",
      autoDeploy: false,
      ipAddressType: "dualstack",
      cors: { allowOrigins: ["https://app.example.com"], allowCredentials: true },
      authorizers: { jwt: { issuer: "https://login.example.com", audience: ["shop"] } },
      domain: {
        name: "api.example.com",
        hostedZone: { id: "Z0123456789", name: "example.com" },
        mutualTls: { truststoreUri: "s3://shop-trust/clients.pem" },
      },
      functions: {
        reports: {
          path: "/reports",
          source: "services/book-service/src",
          handler: "index.handler",
          runtime: "nodejs22.x",
          authorization: "iam",
        },
      },
    },
  });
  const { orders, stock, users } = config.services;
  // Without internet access, images must be in the Region's ECR.
  const { image } = orders;
  return {
    ...config,
    services: {
      orders: { ...orders, authorization: { authorizer: "jwt", scopes: ["orders"] } },
      stock: { ...stock, image },
      users: { ...users, image },
    },
  };
}
