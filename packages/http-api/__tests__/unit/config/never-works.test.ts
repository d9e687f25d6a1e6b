import { problemLines } from "../../support/problem-lines";
import { configOf, service } from "@private-http-api/test-support";
import { formatProblem } from "../../../src/config/problem";
import { resolveConfig } from "../../../src/config/resolve-config";

/** Values that the schema of a key would take and that AWS refuses, or that can never have an effect there. */

const CERTIFICATE = "arn:aws:acm:us-west-2:111111111111:certificate/11111111-2222-3333-4444-555555555555";
const SECRET = "arn:aws:secretsmanager:us-west-2:111111111111:secret:db-AbCdEf";

function ofService(settings: object): readonly string[] {
  return problemLines(configOf({ app: service("/api/app", settings) }));
}
function ofEnvironment(settings: object): readonly string[] {
  return resolveConfig(configOf({ app: service("/api/app", { authorization: "none" }) }, settings)).problems.map(
    formatProblem,
  );
}
function scheduled(action: object): object {
  return { scaling: { min: 2, max: 4, scheduledActions: { up: { schedule: "rate(1 day)", ...action } } } };
}
function condition(operator: string, ...values: readonly unknown[]): object {
  return { taskPolicy: [{ Action: "s3:GetObject", Resource: "*", Condition: { [operator]: { "aws:x": values } } }] };
}
function attribute(name: string, value: string): object {
  const containerHealthCheck = { command: ["CMD", "true"] };
  return { integration: "cloud-map", containerHealthCheck, instanceAttributes: { [name]: value } };
}
function domain(settings: object): object {
  return { api: { domain: { name: "api.example.com", certificateArn: CERTIFICATE, ...settings } } };
}
function issuer(url: string): object {
  return { api: { authorizers: { login: { issuer: url, audience: ["shop"] } } } };
}
function origins(...allowOrigins: readonly string[]): object {
  return { api: { cors: { allowOrigins } } };
}

describe("of a service", () => {
  test.each<[string, object, string | undefined]>([
    ["a scheduled min above the service's max", scheduled({ min: 5 }), "which this action leaves as it is; give max"],
    ["a scheduled max below the service's min", scheduled({ max: 1 }), "which this action leaves as it is; give min"],
    ["a scheduled min with its max", scheduled({ min: 5, max: 9 }), undefined],
    ["a scheduled min within the service's bounds", scheduled({ min: 4 }), undefined],
    ["a time zone in another case", scheduled({ min: 3, timezone: "europe/berlin" }), "give an IANA time zone"],
    ["an offset in place of a time zone", scheduled({ min: 3, timezone: "+02:00" }), "give an IANA time zone"],
    ["a time zone that is another name of one", scheduled({ min: 3, timezone: "US/Pacific" }), undefined],
    [
      "a secret's version by stage and id",
      { secrets: { DB: `${SECRET}:p:AWSCURRENT:0123` } },
      "ECS accepts only one of them",
    ],
    ["a secret's version by stage", { secrets: { DB: `${SECRET}:p:AWSPREVIOUS:` } }, undefined],
    ["a secret's version by id", { secrets: { DB: `${SECRET}:::0123` } }, undefined],
    [
      "a parameter of 16 levels",
      { secrets: { DB: `arn:aws:ssm:us-west-2:111111111111:parameter${"/a".repeat(16)}` } },
      "is an SSM parameter of more than 15 levels, which cannot exist",
    ],
    [
      "a Region that is misspelled in an ARN",
      { secrets: { DB: "arn:aws:ssm:us-wset-2:111111111111:parameter/db" } },
      'names a secret in "us-wset-2", which is not an AWS Region; did you mean "us-west-2"?',
    ],
    ["a NUL in a variable", { environment: { A: "a\0b" } }, "services.app.environment.A: contains a NUL character or"],
    [
      "half a surrogate pair",
      { environment: { A: "a\ud83d" } },
      "services.app.environment.A: contains a NUL character or",
    ],
    ["a whole surrogate pair", { environment: { A: "a😀" } }, undefined],
    ["a boolean condition", condition("Bool", "yes"), 'got "yes", which Bool never matches; give "true" or "false"'],
    ["a boolean condition in capitals", condition("Bool", "TRUE"), undefined],
    ["a condition on absence", condition("Null", "maybe"), "which Null never matches"],
    ["a numeric condition", condition("NumericLessThanIfExists", "ten"), "which NumericLessThanIfExists never matches"],
    ["a condition on an address", condition("NotIpAddress", "10.0.0.300/8"), "which NotIpAddress never matches"],
    ["a condition on IPv6", condition("IpAddress", "2001:db8::/32", "203.0.113.7"), undefined],
    ["a condition on a date", condition("DateLessThan", "yesterday"), "which DateLessThan never matches"],
    ["a condition on dates", condition("DateLessThan", "2027-03-31T22:00:00Z", "1805000000", "2027"), undefined],
    ["a condition on an ARN", condition("ForAnyValue:ArnLike", "books"), "which ForAnyValue:ArnLike never matches"],
    ["a condition with a policy variable", condition("ArnLike", "${aws:PrincipalArn}"), undefined],
    ["a zone of another Region", attribute("AVAILABILITY_ZONE", "eu-west-1a"), "give the name of a zone of us-west-2"],
    ["another Region", attribute("REGION", "eu-west-1"), 'which no task of the environment has; give "us-west-2"'],
    ["a zone of the Region", attribute("AVAILABILITY_ZONE", "us-west-2b"), undefined],
    [
      "a registry of ECR with a short account",
      { image: { uri: "1111.dkr.ecr.us-west-2.amazonaws.com/team/app:1" } },
      '"1111.dkr.ecr.us-west-2.amazonaws.com" is not an ECR registry',
    ],
    [
      "a registry of ECR in no Region",
      { image: { uri: "111111111111.dkr.ecr.us-wset-2.amazonaws.com/team/app:1" } },
      "is not an ECR registry",
    ],
  ])("%s", (_what, settings, line) => {
    const problems = ofService(settings);
    expect(problems).toEqual(line === undefined ? [] : [expect.stringContaining(line)]);
  });
});

describe("of an environment", () => {
  test.each<[string, object, string | undefined]>([
    ["a zone that no Region has", { network: { zones: ["a", "z"] } }, 'zone "z" does not exist; give letters'],
    [
      "a boundary of another account",
      { permissionsBoundary: "arn:aws:iam::222222222222:policy/b" },
      "a policy of another account, which roles cannot use",
    ],
    ["a boundary of AWS's", { permissionsBoundary: "arn:aws:iam::aws:policy/PowerUserAccess" }, undefined],
    ["a host name of AWS's", domain({ name: "x.execute-api.us-west-2.amazonaws.com" }), "it belongs to AWS"],
    ["a host name of CloudFront's", domain({ name: "d1.cloudfront.net" }), "it belongs to AWS"],
    ["an own name that ends alike", domain({ name: "api.myamazonaws.com" }), undefined],
    [
      "an ownership certificate without mutual TLS",
      domain({ ownershipCertificateArn: CERTIFICATE }),
      "the domain has no mutualTls; leave it out",
    ],
    [
      "a truststore with a key that is too long",
      domain({ mutualTls: { truststoreUri: `s3://trust/${"ü".repeat(513)}` } }),
      "S3 allows keys of at most 1,024 bytes",
    ],
    [
      "the version $LATEST of a function",
      {
        api: {
          functions: { f: { path: "/f", functionArn: "arn:aws:lambda:us-west-2:111111111111:function:x:$LATEST" } },
        },
      },
      "Lambda accepts no permission for $LATEST",
    ],
    ["a stage at the gateway's own path", { api: { stage: "ping" } }, "API Gateway answers that path itself"],
    ["an origin in capitals", origins("https://App.example.com"), 'browsers send it as "https://app.example.com"'],
    [
      "an origin with its usual port",
      origins("http://app.example.com:80"),
      'browsers send it as "http://app.example.com"',
    ],
    ["an origin with another port", origins("https://app.example.com:80"), undefined],
    ["an issuer on this machine", issuer("https://localhost:8443"), "API Gateway cannot reach it"],
    ["an issuer with a password", issuer("https://u:p@login.example.com"), "give the issuer's https URL"],
    ["an issuer with a port beyond 65535", issuer("https://login.example.com:99999"), "give the issuer's https URL"],
    ["an issuer beyond ASCII", issuer("https://login.example.com/bücher"), "in ASCII"],
    [
      "an issuer's configuration",
      issuer("https://login.example.com/shop/.well-known/openid-configuration"),
      'give "https://login.example.com/shop"',
    ],
    ["an issuer with a slash", issuer("https://login.example.com/"), undefined],
  ])("%s", (_what, settings, line) => {
    expect(ofEnvironment(settings)).toEqual(line === undefined ? [] : [expect.stringContaining(line)]);
  });
});
