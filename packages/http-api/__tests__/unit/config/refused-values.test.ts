import { problemLines } from "../../support/problem-lines";
import { bucketNameFault } from "../../../src/aws/bucket-name";
import { imageReferenceFault } from "../../../src/aws/image-reference";
import { scheduleFault } from "../../../src/aws/schedule";
import { configOf, service } from "@private-http-api/test-support";

function ofService(settings: object, environment: object = {}): string[] {
  return problemLines(configOf({ app: service("/api/app", settings) }, environment));
}

const CRON_FIELDS = expect.stringContaining("a cron schedule has six fields") as string;

test.each([
  ["at(2027-02-28T00:00:00)", undefined],
  ["at(2028-02-29T23:59:59)", undefined],
  ["at(2027-02-29T00:00:00)", 'give a date and time that exist, like "at(2027-03-31T22:00:00)"'],
  ["at(9999-99-99T99:99:99)", 'give a date and time that exist, like "at(2027-03-31T22:00:00)"'],
  ["at(2027-02-28)", 'give a date and time that exist, like "at(2027-03-31T22:00:00)"'],
  ["rate(1 hour)", undefined],
  ["rate(5 minutes)", undefined],
  ["rate(1 hours)", 'give "rate(1 hour)"'],
  ["rate(2 day)", 'give "rate(2 days)"'],
  ["rate(0 hours)", 'give a whole number of at least 1 and a unit, like "rate(1 hour)" or "rate(5 minutes)"'],
  ["rate(5 weeks)", 'give a whole number of at least 1 and a unit, like "rate(1 hour)" or "rate(5 minutes)"'],
  ["cron(0 20 ? * MON-FRI *)", undefined],
  ["cron(0/15 8-18 L * ? 2027-2030)", undefined],
  ["cron(0 8 15W JAN,jul ? *)", undefined],
  ["cron(0 8 ? * 6#3 *)", undefined],
  ["cron(0 8 ? * 5L *)", undefined],
  ["cron(0 20 * * *)", CRON_FIELDS],
  ["cron(0  20 ? * MON *)", CRON_FIELDS],
  ["cron(60 8 * * ? *)", '"60" is not a valid minutes; give 0 to 59, a list, a range, a step or *'],
  ["cron(0 24 * * ? *)", '"24" is not a valid hours; give 0 to 23, a list, a range, a step or *'],
  ["cron(0 8 32 * ? *)", '"32" is not a valid day of month; give 1 to 31, a list, a range, a step or *'],
  ["cron(0 8 0 * ? *)", '"0" is not a valid day of month; give 1 to 31, a list, a range, a step or *'],
  ["cron(0 8 ? 13 MON *)", '"13" is not a valid month; give 1 to 12 or JAN to DEC, a list, a range, a step or *'],
  ["cron(0 8 ? * 8 *)", '"8" is not a valid day of week; give 1 to 7 or SUN to SAT, a list, a range, a step or *'],
  [
    "cron(0 8 ? * FRI-MON *)",
    '"FRI-MON" is not a valid day of week; give 1 to 7 or SUN to SAT, a list, a range, a step or *',
  ],
  ["cron(0 8 ? * 6#6 *)", '"6#6" is not a valid day of week; give 1 to 7 or SUN to SAT, a list, a range, a step or *'],
  ["cron(0/0 8 ? * MON *)", '"0/0" is not a valid minutes; give 0 to 59, a list, a range, a step or *'],
  ["cron(0 8 ? * MON 1969)", '"1969" is not a valid year; give 1970 to 2199, a list, a range, a step or *'],
  ["cron(0 8 * * * *)", "one of day of month and day of week must be ?, and the other must not"],
  ["cron(0 8 ? * ? *)", "one of day of month and day of week must be ?, and the other must not"],
])("schedule %s: %s", (schedule, fault) => {
  expect(scheduleFault(schedule)).toEqual(fault);
});

const DIGEST = `sha256:${"a".repeat(64)}`;

test.each([
  ["ghcr.io/o/r:1", undefined],
  [`ghcr.io/o/r:1@${DIGEST}`, undefined],
  [`ghcr.io/o/r:latest@${DIGEST}`, undefined],
  [`localhost:5000/r@${DIGEST}`, undefined],
  ["registry:5000/a__b/c-d.e:v1", undefined],
  ["nginx:1.27", 'the registry is missing; give "<registry>/<repository>…", like "docker.io/library/nginx:1.27"'],
  ["team/app:1", 'the registry is missing; give "<registry>/<repository>…", like "docker.io/team/app:1"'],
  ["ghcr.io/o/r", 'the tag or digest is missing; add "@sha256:<digest>", or a tag that never moves'],
  ["ghcr.io/o/r:latest", 'its tag "latest" moves; give "@sha256:<digest>", or a tag that never moves'],
  [
    "ghcr.io/../x:1",
    '"../x" is not a valid repository; use lower-case letters and digits, with single . _ - or / between them',
  ],
  [
    "ghcr.io/O/r:1",
    '"O/r" is not a valid repository; use lower-case letters and digits, with single . _ - or / between them',
  ],
  ["ghcr.io/o/r:", '"" is not a valid tag; use at most 128 letters, digits and _.-, and do not begin with . or -'],
  ["ghcr.io/o/r:-1", '"-1" is not a valid tag; use at most 128 letters, digits and _.-, and do not begin with . or -'],
  ["ghcr.io/o/r@sha256:abc", 'its digest is not complete; give "@sha256:" and 64 lower-case hexadecimal digits'],
  ["ghcr.io:99999/o/r:1", expect.stringContaining("the registry is missing") as string],
])("image %s: %s", (uri, fault) => {
  expect(imageReferenceFault(uri)).toEqual(fault);
});

test.each([
  ["a.b-c", undefined],
  ["a..b", "an S3 bucket name must not contain two adjacent dots"],
  ["192.168.5.4", "an S3 bucket name must not be formatted as an IP address"],
  ["xn--bucket", 'S3 reserves names that begin with "xn--"; give another'],
  ["sthree-bucket", 'S3 reserves names that begin with "sthree-"; give another'],
  ["bucket--x-s3", 'S3 reserves names that end in "--x-s3"; give another'],
])("bucket %s: %s", (name, fault) => {
  expect(bucketNameFault(name)).toBe(fault);
});

test.each([
  ["us-wset-2", 'environments.dev.region: got "us-wset-2"; it is not an AWS Region; did you mean "us-west-2"?'],
  ["xx-nowhere-9", 'environments.dev.region: got "xx-nowhere-9"; it is not an AWS Region; give one like "us-west-2"'],
])("Region %s is refused", (region, line) => {
  expect(ofService({}, { region })).toEqual([line]);
});

test("an account given as a number: the message says to quote it", () => {
  expect(ofService({}, { account: 111111111111 })).toEqual([
    'environments.dev.account: got 111111111111, a number; write it in quotes, like "111111111111"',
  ]);
});

test.each(["127.0.0.0/16", "169.254.0.0/16", "224.0.0.0/16", "240.0.0.0/16", "0.0.0.0/16"])(
  "a VPC cannot have %s",
  (cidr) => {
    expect(ofService({}, { network: { cidr } })).toEqual([
      expect.stringMatching(
        /^environments\.dev\.network\.cidr: got "[\d./]+"; it is .*; give a private range, like 10\.0\.0\.0\/16$/,
      ),
    ]);
  },
);

test.each(["/api/../admin", "/./a", "/a/.", "/%2e%2e/a"])("the path %s is refused", (path) => {
  const problems = ofService({ path, healthCheck: { path } });
  expect(problems).toHaveLength(2);
});

test.each([
  [{ allowMethods: ["FOO"] }, /allowMethods\[0\]: got "FOO"; allowed: "GET", .*"\*"$/],
  [{ allowOrigins: ["https://app.example.com/"] }, /allowOrigins\[0\]: .*without path/],
  [{ allowOrigins: ["https://app.example.com:99999"] }, /allowOrigins\[0\]: .*without path/],
  [{ allowHeaders: ["x y"] }, /allowHeaders\[0\]: .*the name of a header/],
  [{ exposeHeaders: ["a,b"] }, /exposeHeaders\[0\]: .*the name of one header/],
  [{ allowOrigins: [] }, /allowOrigins: got \[\]; give at least 1 entry$/],
])("CORS refuses %j", (settings, line) => {
  const problems = ofService({}, { api: { cors: { allowOrigins: ["*"], ...settings } } });
  expect(problems).toEqual([expect.stringMatching(line)]);
});

test.each([
  ["AWS_REGION", "Lambda sets it itself; give another name"],
  ["A", "give a letter, then letters, digits and underscores, at least 2 characters"],
])("a function's variable %s is refused", (name, why) => {
  const settings = { path: "/f", source: "x", handler: "index.handler", runtime: "nodejs22.x" };
  const problems = ofService({}, { api: { functions: { f: { ...settings, environment: { [name]: "x" } } } } });
  expect(problems).toEqual([`environments.dev.api.functions.f.environment.${name}: is not an allowed name: ${why}`]);
});

test("an attribute that ECS does not register is refused", () => {
  expect(ofService({ integration: "cloud-map", instanceAttributes: { version: "2" } })).toEqual([
    "services.app.instanceAttributes.version: is not an allowed name: ECS registers no such attribute, so no task would get a request; allowed: AVAILABILITY_ZONE, ECS_CLUSTER_NAME, ECS_SERVICE_NAME, ECS_TASK_DEFINITION_FAMILY, REGION",
  ]);
});

test("an operator that IAM lacks is refused", () => {
  const Condition = { StringEqual: { "aws:PrincipalTag/team": "a" } };
  const taskPolicy = [{ Action: "s3:GetObject", Resource: "arn:aws:s3:::b/*", Condition }];
  expect(ofService({ taskPolicy })).toEqual([
    'services.app.taskPolicy[0].Condition.StringEqual: is not an allowed name: IAM has no such operator; give one like "StringEquals" or "Bool"',
  ]);
});
