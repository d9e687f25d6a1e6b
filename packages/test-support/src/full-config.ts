import { service } from "./sample-config";

const REGISTRY = "555555555555.dkr.ecr.us-west-2.amazonaws.com";

/** Account of {@link fullConfig}. */
export const FULL_ACCOUNT = "555555555555";

/** One environment, `prod`, with all features for production. */
export function fullConfig(environment: object = {}) {
  return {
    name: "shop",
    services: {
      orders: service("/api/orders", {
        authorization: "none",
        image: { uri: `${REGISTRY}/orders:1.0.0` },
        architecture: "ARM64",
        secrets: {
          DB_PASSWORD: `arn:aws:secretsmanager:us-west-2:${FULL_ACCOUNT}:secret:shop/db-AbCdEf:password::`,
          FLAGS: `arn:aws:ssm:us-west-2:${FULL_ACCOUNT}:parameter/shop/flags`,
        },
        taskPolicy: [{ Action: ["s3:GetObject"], Resource: "arn:aws:s3:::shop-orders/${aws:PrincipalTag/team}/*" }],
        exec: true,
        containerHealthCheck: { command: ["CMD", "node", "healthcheck.js"] },
        ulimits: { nofile: { softLimit: 8192, hardLimit: 65536 } },
        tracing: { image: { uri: `${REGISTRY}/collector:1.0.0` } },
        capacity: { spotPercent: 75, base: 1 },
        scaling: {
          min: 2,
          max: 6,
          requestsPerTarget: 600,
          scheduledActions: {
            night: { schedule: "cron(0 20 ? * MON-FRI *)", timezone: "Europe/Berlin", min: 0, max: 1 },
            day: { schedule: "cron(0 6 ? * MON-FRI *)", timezone: "Europe/Berlin", min: 2, max: 6 },
          },
        },
      }),
      stock: service("/api/stock", { integration: "nlb", authorization: "none" }),
      users: service("/api/users", { integration: "cloud-map", authorization: "none" }),
    },
    environments: {
      prod: {
        account: FULL_ACCOUNT,
        region: "us-west-2",
        protect: true,
        encryption: "customer-key",
        network: { egress: "nat-per-az" },
        alarms: { email: ["team@example.com"], apiErrorPercent: 1 },
        ...environment,
      },
    },
  };
}
