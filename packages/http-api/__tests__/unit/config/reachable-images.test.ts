import { problemLines } from "../../support/problem-lines";
import { configOf, service } from "@private-http-api/test-support";

const ECR = "222222222222.dkr.ecr.us-west-2.amazonaws.com";

function problemsOf(settings: object, network: object) {
  return problemLines(configOf({ app: service("/a", settings) }, { network }));
}

describe.each(["endpoints", "none"])("with egress %s", (egress) => {
  test.each([
    "public.ecr.aws/docker/library/nginx:1.27",
    "registry.example.com/team/app:1.0.0",
    "222222222222.dkr.ecr.eu-west-1.amazonaws.com/team/app:1.0.0",
    `registry.example.com/${ECR}/app:1.0.0`,
  ])("an image that Fargate has no way to is refused: %s", (uri) => {
    expect(problemsOf({ image: { uri } }, { egress })).toEqual([
      `services.app.image.uri: got "${uri}", which dev cannot pull with network.egress "${egress}"; give an image in the ECR of us-west-2, such as a copy, or network.egress "single-nat"`,
    ]);
  });

  test("so is a collector's", () => {
    const settings = { image: { uri: `${ECR}/app:1` }, tracing: { image: { uri: "public.ecr.aws/adot:1" } } };
    expect(problemsOf(settings, { egress })).toEqual([
      `services.app.tracing.image.uri: got "public.ecr.aws/adot:1", which dev cannot pull with network.egress "${egress}"; give an image in the ECR of us-west-2, such as a copy, or network.egress "single-nat"`,
    ]);
  });

  test.each([
    ["the Region's ECR, of whichever account", { image: { uri: `${ECR}/team/app:1.0.0` } }],
    ["a cache of another registry there", { image: { uri: `${ECR}/docker-hub/library/nginx:1.27` } }],
    ["what is built here", { image: { build: "services/book-service" } }],
  ])("%s is taken", (_what, settings) => {
    expect(problemsOf(settings, { egress })).toEqual([]);
  });
});

test.each([
  ["a NAT gateway", { egress: "single-nat" }],
  [
    "a VPC that is there",
    { existing: { vpcId: "vpc-0123456789abcdef0", privateSubnetIds: ["subnet-01234567", "subnet-01234568"] } },
  ],
])("any registry is taken with %s", (_what, network) => {
  expect(problemsOf({ image: { uri: "registry.example.com/team/app:1.0.0" } }, network)).toEqual([]);
});
