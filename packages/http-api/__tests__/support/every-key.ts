import { temporaryFolder } from "@private-http-api/test-support";
import { environmentSchema } from "../../src/config/schema/environment-schema";
import { serviceSchema } from "../../src/config/schema/service-schema";
import { leavesOf } from "./schema-leaves";

/** A folder that is built and packaged; each value in it has another one beside it: what a text is changed to ends in 2. */
export function folderToBuild(): string {
  const files = ["code", "code2"].flatMap((each) =>
    ["Dockerfile", "Dockerfile2", "index.mjs"].map((file) => [`${each}/${file}`, each + file] as const),
  );
  return `${temporaryFolder(Object.fromEntries(files))}/code`;
}

export type Json = Record<string, unknown>;

const ACCOUNT = "111111111111";
const image = { uri: "111111111111.dkr.ecr.us-west-2.amazonaws.com/team/app:1.0.0" };
const certificateArn = `arn:aws:acm:us-west-2:${ACCOUNT}:certificate/11111111-2222-3333-4444-555555555555`;

/** Configs that hold every key among them, the small ones first; `folder` has what is built and packaged. */
export function configsWithEveryKey(folder: string): readonly Json[] {
  const code = { source: folder, handler: "index.handler", runtime: "nodejs22.x" };
  const scheduled = { schedule: "cron(0 6 ? * MON-FRI *)", timezone: "UTC", min: 2, max: 6 };
  const throttle = { burst: 5, rate: 5 };
  const authorizer = { issuer: "https://id.example.com", audience: ["a"] };
  const authorization = { authorizer: "users", scopes: ["orders:read"] };
  const everything = {
    path: "/api/app",
    image,
    healthCheck: { path: "/api/app/health" },
    methods: ["GET"],
    authorization,
    throttle,
    taskPolicy: [
      {
        Action: "s3:GetObject",
        Resource: "arn:aws:s3:::b/*",
        Condition: { StringEquals: { "aws:PrincipalTag/a": "b" } },
      },
      {
        Action: ["s3:PutObject"],
        Resource: ["arn:aws:s3:::b/*"],
        Condition: { StringLike: { "aws:PrincipalTag/a": ["b*"] } },
      },
    ],
    environment: { LANGUAGE: "en" },
    secretKeyArns: [`arn:aws:kms:us-west-2:${ACCOUNT}:key/00000000-0000-0000-0000-000000000000`],
    secrets: { KEY: `arn:aws:ssm:us-west-2:${ACCOUNT}:parameter/key` },
    uses: [
      { table: `arn:aws:dynamodb:us-west-2:${ACCOUNT}:table/one`, access: ["read"], as: "TABLE" },
      { bucket: "arn:aws:s3:::one", access: "read", as: "BUCKET" },
      { queue: `arn:aws:sqs:us-west-2:${ACCOUNT}:one`, access: "read", as: "QUEUE" },
      { topic: `arn:aws:sns:us-west-2:${ACCOUNT}:one`, access: "send", as: "TOPIC" },
      { secret: `arn:aws:secretsmanager:us-west-2:${ACCOUNT}:secret:one`, access: "read", as: "SECRET" },
      {
        key: `arn:aws:kms:us-west-2:${ACCOUNT}:key/00000000-0000-0000-0000-000000000000`,
        access: "read",
        as: "KEY_ARN",
      },
    ],
    calls: ["app"],
    containerHealthCheck: { command: ["CMD", "true"] },
    ulimits: { nofile: { softLimit: 2048, hardLimit: 4096 } },
    tracing: { image },
    capacity: { spotPercent: 50 },
    memoryMiB: 2048,
    scaling: { min: 2, max: 6, scheduledActions: { day: scheduled } },
  };
  const api = {
    throttle,
    authorizers: {
      users: authorizer,
      users2: authorizer,
      gate: {
        function: { ...code, environment: { LANGUAGE: "en" } },
        identitySources: ["$request.header.X-Key"],
        cacheSeconds: 60,
      },
      door: { function: { functionArn: `arn:aws:lambda:us-west-2:${ACCOUNT}:function:f` } },
    },
    stageVariables: { color: "blue" },
    cors: { allowOrigins: ["https://a.example.com"], allowHeaders: ["authorization"], exposeHeaders: ["etag"] },
    domain: {
      name: "shop.example.com",
      hostedZone: { id: "Z0000000000", name: "example.com" },
      mutualTls: { truststoreUri: "s3://b/k.pem" },
    },
    functions: {
      made: { path: "/made", ...code, environment: { LANGUAGE: "en" }, authorization, throttle },
      given: {
        path: "/given",
        functionArn: `arn:aws:lambda:us-west-2:${ACCOUNT}:function:f`,
        authorization,
        throttle,
      },
    },
  };
  const minimal = { path: "/b", image: { build: folder, args: { VERSION: "1" } }, healthCheck: { path: "/b" } };
  const exposed = { ...minimal, image, privateLink: { bypassesAuthorization: true } };
  const environment = { account: ACCOUNT, region: "us-west-2" };
  return [
    {
      name: "shop",
      services: { app: minimal },
      environments: {
        dev: {
          ...environment,
          network: { zones: ["a", "b"], outbound: { mail: { to: "0.0.0.0/0", ports: ["587"] } } },
          state: { existingBucket: "shop-state" },
        },
      },
    },
    {
      name: "shop",
      services: {
        app: {
          ...minimal,
          image,
          integration: "nlb",
          previousEntry: { integration: "alb", path: "/old", listenerRule: "header" },
        },
      },
      environments: {
        dev: {
          ...environment,
          network: { existing: { vpcId: "vpc-00000000", privateSubnetIds: ["subnet-00000000", "subnet-11111111"] } },
        },
      },
    },
    {
      name: "shop",
      services: { app: exposed, app2: { ...exposed, path: "/c", healthCheck: { path: "/c" } } },
      environments: {
        dev: {
          ...environment,
          privateLink: {
            allow: [
              ACCOUNT,
              "333333333333",
              "arn:aws:iam::444444444444:role/partner",
              "arn:aws:iam::666666666666:role/deploy",
            ],
            services: ["app"],
            supportedRegions: ["us-east-1"],
          },
          consumers: {
            own: { account: ACCOUNT, roleArn: `arn:aws:iam::${ACCOUNT}:role/deploy`, network: { cidr: "10.1.0.0/24" } },
            partner: {
              account: "333333333333",
              roleArn: "arn:aws:iam::333333333333:role/deploy",
              network: {
                existing: { vpcId: "vpc-00000000", privateSubnetIds: ["subnet-00000000", "subnet-11111111"] },
              },
              domainName: "services.internal.example.com",
            },
            far: { account: ACCOUNT, region: "us-east-1" },
            gated: {
              account: "666666666666",
              roleArn: "arn:aws:iam::666666666666:role/deploy",
              api: true,
              testHost: true,
            },
            foreign: {
              account: ACCOUNT,
              serviceName: "com.amazonaws.vpce.us-west-2.vpce-svc-0a1b2c3d4e5f67890",
              port: 8443,
            },
          },
        },
      },
    },
    {
      name: "shop",
      services: { app: { ...minimal, image, integration: "cloud-map", instanceAttributes: { REGION: "us-west-2" } } },
      environments: { dev: environment },
    },
    {
      name: "shop",
      services: { app: { ...minimal, image } },
      environments: {
        dev: {
          ...environment,
          api: {
            autoDeploy: false,
            domain: {
              name: "shop.example.com",
              certificateArn,
              ownershipCertificateArn: certificateArn.replace("1111-2222", "2222-1111"),
              mutualTls: { truststoreUri: "s3://b/k.pem" },
            },
          },
        },
      },
    },
    {
      name: "shop",
      services: { app: { ...minimal, image } },
      environments: { dev: { ...environment, api: { kind: "rest", stage: "live" } } },
    },
    {
      name: "shop",
      services: {
        app: { ...minimal, image, authorization: "iam", privateLink: { bypassesAuthorization: true } },
      },
      environments: {
        dev: {
          ...environment,
          api: {
            kind: "rest",
            endpoint: "private",
            stage: "live",
            allowedVpcEndpoints: ["vpce-0a1b2c3d"],
            allowedAccounts: [ACCOUNT],
            wafArn: `arn:aws:wafv2:us-west-2:${ACCOUNT}:regional/webacl/shop/11111111-2222-3333-4444-555555555555`,
            accountLogRole: "manage",
            functions: {
              reports: {
                path: "/reports",
                functionArn: `arn:aws:lambda:us-west-2:${ACCOUNT}:function:f`,
                authorization: "iam",
              },
            },
            responseTransferMode: "stream",
            integrationTimeoutSeconds: 34,
          },
          // Without restApi the consumer is one of PrivateLink.
          privateLink: { allow: [ACCOUNT], services: ["app"] },
          consumers: { near: { account: ACCOUNT, restApi: true, testHost: true } },
        },
      },
    },
    {
      name: "shop",
      services: { app: { ...everything, secrets: {}, methods: undefined, authorization: "none", throttle: undefined } },
      environments: { dev: environment },
    },
    {
      name: "shop",
      services: { app: everything, app2: { image } },
      environments: {
        dev: {
          ...environment,
          api,
          internalTls: { certificateArn, serverName: "a.example.com" },
          state: { bucketName: "shop-state" },
          alarms: { email: ["a@example.com"] },
          tags: { team: "orders" },
          access: { repository: "example/shop", repositoryId: "456789", ownerId: "123456", ownServices: ["dynamodb"] },
          permissionsBoundary: `arn:aws:iam::${ACCOUNT}:policy/company-boundary`,
        },
      },
    },
  ];
}

/** A copy with another value in one place for each way that there is; none where the way is not there. */
export function changed(
  config: Json,
  path: readonly string[],
  value: (current: unknown) => readonly unknown[],
  isEntry = false,
): readonly Json[] {
  const [key, ...rest] = path;
  if (key === undefined) return [];
  if (key === "<key>") return renamed(config, value);
  const keys = key === "*" ? Object.keys(config) : [key];
  return keys.flatMap((each) => {
    const current = config[each];
    function put(next: unknown): Json {
      return Array.isArray(config)
        ? Object.assign([...(config as unknown[])], { [each]: next })
        : { ...config, [each]: next };
    }
    if (rest.length === 0) return value(current).map(put);
    // An optional object that can start empty, such as loadBalancer; an entry of a map may be of a form without it.
    const inner: unknown = current ?? (rest[0] === "*" || isEntry ? undefined : {});
    return typeof inner === "object" && inner ? changed(inner as Json, rest, value, key === "*").map(put) : [];
  });
}

/** Copies of a map in which one entry has another name. */
function renamed(map: Json, name: (current: unknown) => readonly unknown[]): readonly Json[] {
  return Object.entries(map).flatMap(([key, entry]) =>
    name(key).map((next) => {
      const others = Object.entries(map).filter(([other]) => other !== key);
      return Object.fromEntries([...others, [String(next), entry]]);
    }),
  );
}

/** Where services and environments stand in the configs. */
export const roots = { services: ["services", "app"], environments: ["environments", "dev"] };
/** What a service or an environment may hold. */
export const leaves = [
  ...leavesOf(serviceSchema, "services", { whole: true }),
  ...leavesOf(environmentSchema, "environments", { whole: true }),
];
