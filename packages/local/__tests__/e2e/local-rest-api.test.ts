import { service } from "@private-http-api/test-support";
import { type CliRun, startCli, synthesizedProject, untilServing } from "../support/run-cli";

const ADMITTED = "vpce-0a1b2c3d";
/** A signature that nobody looks into here: it makes the caller somebody. */
const signed = { authorization: "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20260101/eu-west-1/execute-api/aws4_request" };

describe("a private REST API, on this machine", () => {
  let project: string;
  const runs: CliRun[] = [];

  beforeAll(() => {
    const books = { build: "services/book-service" };
    project = synthesizedProject({
      name: "shop",
      services: {
        "book-service": service("/api/books", { image: books, authorization: "iam" }),
      },
      environments: {
        e2e: {
          account: "333333333333",
          region: "eu-west-1",
          state: "local",
          consumers: {
            partner: { account: "444444444444", roleArn: "arn:aws:iam::444444444444:role/deploy", restApi: true },
          },
          api: {
            kind: "rest",
            endpoint: "private",
            stage: "live",
            basePath: "/next",
            allowedVpcEndpoints: [ADMITTED],
            allowedAccounts: ["333333333333", "444444444444"],
          },
        },
      },
    });
  });

  afterEach(async () => {
    for (const run of runs.splice(0)) {
      run.child.kill("SIGTERM");
      await run.ended;
    }
  });

  async function start(...args: readonly string[]): Promise<CliRun> {
    const run = await startCli(project, ["--environment", "e2e", ...args]);
    runs.push(run);
    await untilServing(run);
    return run;
  }

  async function answer(run: CliRun, path: string, headers: Readonly<Record<string, string>> = signed) {
    const response = await fetch(`${run.url}${path}`, { headers });
    return [response.status, await response.json()];
  }

  test("lets who signs pass through the endpoint that the policy names, without stage and base path", async () => {
    const run = await start();
    expect(run.output()).toContain(`requests count as sent through ${ADMITTED}`);
    expect(await answer(run, "/live/next/api/books/1")).toMatchObject([200, { id: 1 }]);
    const anonymous = await answer(run, "/live/next/api/books/1", {});
    expect(anonymous).toMatchObject([
      403,
      { message: expect.stringContaining("anonymous is not authorized") as unknown },
    ]);
    expect(await answer(run, "/live/next/nothing")).toEqual([403, { message: "Missing Authentication Token" }]);
  });

  test("answers a consumer as the policy admits its endpoint", async () => {
    const run = await start("--from", "partner");
    expect(run.output()).toContain("sent through e2e-consumer-partner: aws_vpc_endpoint.endpoint");
    expect(await answer(run, "/live/next/api/books/1")).toMatchObject([200, { id: 1 }]);
    expect((await answer(run, "/live/next/api/books/1", {}))[0]).toBe(403);
  });

  test("refuses everybody through another endpoint", async () => {
    const run = await start("--from", "vpce-99999999");
    expect(await answer(run, "/live/next/api/books/1")).toMatchObject([
      403,
      { message: expect.stringContaining("with an explicit deny") as unknown },
    ]);
  });
});
