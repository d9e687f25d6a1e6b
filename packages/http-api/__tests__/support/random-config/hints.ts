import fc from "fast-check";
import { REGIONS } from "../../../src/aws/regions";
import { quotasSchema } from "../../../src/config/schema/quotas-schema";
import { objectsIn } from "../../../src/docs/schema-node";
import type { Hints } from "./arbitrary-of";

const IMAGE = `111111111111.dkr.ecr.us-west-2.amazonaws.com`;

/** Lower-case words with single hyphens. */
function word(maxLength: number): fc.Arbitrary<string> {
  const short = fc.stringMatching(/^[a-z](?:-?[a-z0-9]){0,6}$/);
  return fc.oneof(
    { arbitrary: short, weight: 4 },
    { arbitrary: fc.constantFrom("a", "b1", "x-1-y".padEnd(maxLength, "z"), "z".repeat(maxLength)), weight: 1 },
  );
}

const path = fc.oneof(
  fc.stringMatching(/^(?:\/[a-z0-9._~-]{1,8}){1,4}$/),
  fc.constantFrom("/-", "/~", "/A", "/a.b", `/${"p".repeat(119)}`, "/1/2/3/4/5/6/7/8/9", "/_"),
);

const methods = fc.subarray(["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"], { minLength: 1 });

const authorization = fc.oneof(
  fc.constantFrom("none", "iam"),
  fc.record({ authorizer: word(8), scopes: fc.constantFrom([], ["books:read"], ["a/b", "c"]) }),
);

/** Values for keys whose patterns fast-check cannot follow, or whose examples are too few. */
export const HINTS: Hints = {
  "application.name": word(20),
  "services.<key>": word(32),
  "environments.<key>": word(12),
  "authorizers.<key>": word(32),
  "functions.<key>": word(32),
  "services.path": path,
  // An authorizer stays only where every environment has one.
  "services.authorization": authorization,
  "functions.*.authorization": authorization,
  "functions.*.path": path,
  "api.basePath": path,
  allowedVpcEndpoints: fc.constantFrom(["vpce-0a1b2c3d"], ["vpce-0a1b2c3d", "vpce-0a1b2c3d4e5f67890"]),
  allowedAccounts: fc.constantFrom(["111111111111"], ["333333333333", "444444444444"]),
  wafArn: fc.constant("arn:aws:wafv2:us-west-2:111111111111:regional/webacl/shop/11111111-2222-3333-4444-555555555555"),
  "healthCheck.path": path,
  methods,
  account: fc.constantFrom("111111111111", "000000000001"),
  // Those of Amazon's commercial partition that everybody uses, and any other.
  region: fc.oneof(fc.constantFrom("us-west-2", "us-east-1", "eu-central-1"), fc.constantFrom(...REGIONS)),
  "healthCheck.matcher": fc.constantFrom("200", "200-299", "200,204", "499", "200-499", "200-201,204,404"),
  "image.uri": fc.constantFrom(
    `${IMAGE}/team/app:1.0.0`,
    `${IMAGE}/a@sha256:${"0a".repeat(32)}`,
    `${IMAGE}/a/b/c:_x@sha256:${"0a".repeat(32)}`,
    "public.ecr.aws/x/y:1",
    "localhost:5000/app:v1",
  ),
  build: fc.constantFrom("services/book-service", "services/author-service"),
  dockerfile: fc.constant("Dockerfile"),
  "functions.*.source": fc.constantFrom("services/book-service/src", "services/author-service/src"),
  "authorizers.*.function.source": fc.constantFrom("services/book-service/src", "services/author-service/src"),
  "authorizers.*.function.environment": fc.dictionary(fc.stringMatching(/^[A-Z][A-Z0-9_]{1,10}$/), fc.string(), {
    minKeys: 1,
    maxKeys: 3,
    noNullPrototype: true,
  }),
  identitySources: fc.constantFrom(
    ["$request.header.Authorization"],
    ["$request.querystring.key", "$context.routeKey", "$stageVariables.color"],
  ),
  args: fc.dictionary(word(10), fc.string({ maxLength: 10 }), { maxKeys: 2, noNullPrototype: true }),
  schedule: fc.constantFrom(
    "cron(0 20 ? * MON-FRI *)",
    "cron(0/15 * 1,15 * ? *)",
    "cron(59 23 L 12 ? 2199)",
    "cron(0 0 ? * 2#1 *)",
    "rate(1 minute)",
    "rate(999 days)",
    "at(2027-02-28T00:00:00)",
  ),
  timezone: fc.constantFrom("UTC", "Europe/Berlin", "America/Argentina/Buenos_Aires", "Asia/Kolkata"),
  "network.cidr": fc.constantFrom("10.0.0.0/16", "192.168.0.0/16", "172.31.0.0/17", "100.64.0.0/18", "10.255.0.0/16"),
  "outbound.<key>": word(32),
  "outbound.*.to": fc.constantFrom("10.20.0.0/16", "0.0.0.0/0", "10.30.0.2/32", "sg-0a1b2c3d", "pl-0a1b2c3d"),
  "outbound.*.ports": fc.constantFrom([5432], [1, 65_535], ["9092-9094"], [53, "53", "53-53"]),
  "consumers.<key>": word(12),
  "consumers.*.account": fc.constantFrom("111111111111", "333333333333"),
  "consumers.*.network": fc.oneof(
    fc.record({ cidr: fc.constantFrom("10.0.0.0/24", "10.0.0.0/16", "192.168.0.128/25") }),
    fc.constant({
      existing: { vpcId: "vpc-0a1b2c3d", privateSubnetIds: ["subnet-0a1b2c3d", "subnet-0a1b2c3d0a1b2c3d0"] },
    }),
  ),
  "consumers.*.serviceName": fc.constantFrom(
    "com.amazonaws.vpce.us-west-2.vpce-svc-0a1b2c3d4e5f67890",
    "com.amazonaws.vpce.eu-west-1.vpce-svc-0a1b2c3d",
  ),
  "network.zones": fc.constantFrom(["a", "b"], ["b", "a", "c"]),
  allowOrigins: fc.uniqueArray(
    fc.constantFrom("https://app.example.com", "http://localhost:3000", "https://a.b-c.example:65535", "https://*"),
    { minLength: 1 },
  ),
  "authorizers.*.issuer": fc.constantFrom(
    "https://login.example.com",
    "https://login.example.com/a/${x}",
    "https://cognito-idp.us-west-2.amazonaws.com/us-west-2_AbCdEf123",
  ),
  hostedZone: fc.record({ id: fc.constantFrom("Z0123456789", "A".repeat(32)), name: fc.constant("example.com") }),
  "domain.name": fc.constantFrom(
    "api.example.com",
    "example.com",
    "a-b.c.example.com",
    `${"x".repeat(52)}.example.com`,
  ),
  truststoreUri: fc.constantFrom("s3://shop-trust/clients.pem", "s3://a.b-c/d/${e}/f g.pem"),
  handler: fc.constantFrom("index.handler", "src/a-b.main", "a/../b.c"),
  bucketName: fc.stringMatching(/^[a-z0-9]{3,8}-[a-z0-9]{1,20}$/),
  existingBucket: fc.constantFrom("shop-state", "abc", "0-1".padEnd(63, "x"), "a.b.c"),
  Sid: fc.stringMatching(/^[A-Z][a-z0-9]{3,20}$/),
  Action: fc.constantFrom<string | string[]>(
    "s3:GetObject",
    "s3:Get*",
    ["sqs:SendMessage", "dynamodb:Query"],
    "sns:Publish",
  ),
  "tags.<key>": fc.oneof(
    fc.stringMatching(/^[A-Za-z0-9 _.:/=+@-]{1,20}$/),
    fc.constantFrom("größe", "k".repeat(128), "日本"),
  ),
  "tags.*": fc.oneof(fc.stringMatching(/^[A-Za-z0-9 _.:/=+@-]{0,20}$/), fc.constantFrom("", "größe", "v".repeat(256))),
  command: fc.constantFrom(
    ["CMD", "true"],
    ["CMD-SHELL", 'curl -f "localhost:$PORT/${x}" || exit 1'],
    ["CMD", "${x}", "%{y}"],
  ),
  email: fc.uniqueArray(fc.constantFrom("team@example.com", "a+b@example.org", "o'neil@example.com"), { maxLength: 2 }),
  "functions.*.environment.<key>": fc.stringMatching(/^[A-Z][A-Z0-9_]{1,10}$/),
  "instanceAttributes.<key>": fc.constantFrom("ECS_CLUSTER_NAME", "ECS_SERVICE_NAME", "ECS_TASK_DEFINITION_FAMILY"),
  Condition: fc.constantFrom(
    { StringEquals: { "aws:PrincipalTag/team": "${x}" } },
    { Bool: { "aws:SecureTransport": true }, NumericLessThan: { "s3:max-keys": 10 } },
    { StringLike: { "aws:PrincipalTag/team": ["${x}", "ü*"] } },
  ),
  Resource: fc.constantFrom<string | string[]>("arn:aws:s3:::shop-${x}/*", [
    "arn:aws:s3:::shop",
    "arn:aws:s3:::shop/*",
  ]),
  "secrets.*": fc.constantFrom(
    "arn:aws:secretsmanager:us-west-2:111111111111:secret:shop/db-AbCdEf",
    "arn:aws:secretsmanager:us-west-2:111111111111:secret:db:password::",
    "arn:aws:ssm:us-west-2:111111111111:parameter/shop/db",
  ),
  certificateArn: fc.constant("arn:aws:acm:us-west-2:111111111111:certificate/11111111-2222-3333-4444-555555555555"),
  permissionsBoundary: fc.constant("arn:aws:iam::111111111111:policy/boundary"),
  serverName: fc.constantFrom("internal.example.com", "a.bc"),
  vpcId: fc.constantFrom("vpc-0a1b2c3d", "vpc-0a1b2c3d0a1b2c3d0"),
  privateSubnetIds: fc.constant(["subnet-0a1b2c3d", "subnet-0a1b2c3d0a1b2c3d0"]),
  // Exceptions name what the policy refuses, of which these configs have nothing.
  policyExceptions: fc.constant([]),
  // What somebody was told: never less than AWS gives everybody.
  ...Object.fromEntries(
    Object.keys(objectsIn(quotasSchema)[0] ?? {}).map((key) => [`quotas.${key}`, fc.constantFrom(6000, 20_000)]),
  ),
};
