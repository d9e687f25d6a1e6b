import { createServer, type Server } from "node:http";
import { type AddressInfo } from "node:net";
import { service, temporaryFolder } from "@private-http-api/test-support";
import { type CliRun, startCli, synthesizedProject, untilServing } from "../support/run-cli";

const ADMITTED = "vpce-0a1b2c3d";
/** A signature that nobody looks into here: it makes the caller somebody. */
const signed = { authorization: "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20260101/eu-west-1/execute-api/aws4_request" };

/** Knows one key; what it lets in it lets in everywhere, because the policy is cached. */
const gate = `
  exports.handler = async ({ type, methodArn, headers }) => {
    console.log("deciding on", type, methodArn.replace(/^.*?[/]/, ""));
    if (headers["X-Key"] === "expired") throw new Error("Unauthorized");
    const Effect = headers["X-Key"] === "open-sesame" ? "Allow" : "Deny";
    const Resource = methodArn.replace(/[/](GET|POST)[/].*/, "/*");
    const Statement = [{ Action: "execute-api:Invoke", Effect, Resource }];
    return { principalId: "ann", policyDocument: { Version: "2012-10-17", Statement } };
  };
`;

const report = `
  exports.handler = async ({ version, path, resource, requestContext }) => ({
    statusCode: 201,
    body: JSON.stringify([version ?? null, path, resource, requestContext.path, requestContext.authorizer?.principalId]),
  });
`;

describe("a private REST API, on this machine", () => {
  let project: string;
  const runs: CliRun[] = [];
  let server: Server | undefined;

  beforeAll(() => {
    const books = { build: "services/book-service" };
    project = synthesizedProject({
      name: "shop",
      services: {
        "book-service": service("/api/books", { image: books, authorization: "iam" }),
      },
      environments: {
        gated: {
          account: "333333333333",
          region: "eu-west-1",
          state: "local",
          api: {
            kind: "rest",
            stage: "live",
            functions: {
              reports: {
                path: "/reports",
                source: temporaryFolder({ "index.js": report }),
                handler: "index.handler",
                runtime: "nodejs20.x",
                authorization: { authorizer: "gate" },
              },
            },
            authorizers: {
              gate: {
                function: {
                  source: temporaryFolder({ "index.js": gate }),
                  handler: "index.handler",
                  runtime: "nodejs20.x",
                },
                identitySources: ["$request.header.X-Key"],
                cacheSeconds: 60,
              },
            },
          },
          services: { "book-service": { authorization: { authorizer: "gate" } } },
        },
        streams: {
          account: "333333333333",
          region: "eu-west-1",
          state: "local",
          api: {
            kind: "rest",
            stage: "live",
            responseTransferMode: "stream",
            integrationTimeoutSeconds: 40,
          },
          services: { "book-service": { authorization: "none", deregistrationDelaySeconds: 50 } },
        },
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
    server?.close();
  });

  async function start(...args: readonly string[]): Promise<CliRun> {
    const run = await startCli(project, args);
    runs.push(run);
    await untilServing(run);
    return run;
  }

  async function answer(run: CliRun, path: string, headers: Readonly<Record<string, string>> = signed) {
    const response = await fetch(`${run.url}${path}`, { headers });
    return [response.status, await response.json()];
  }

  test("streams: each part of a response arrives as the service writes it, and more than 10 MB do", async () => {
    const large = 11 * 1024 * 1024;
    let resume: () => void = () => undefined;
    server = createServer((request, response) => {
      response.writeHead(200, { "content-type": "text/event-stream" });
      if (request.url?.endsWith("/health") === true) response.end();
      else {
        response.write("data: 1\n\n");
        resume = () => response.end(Buffer.alloc(large, "x"));
      }
    });
    await new Promise<void>((listening) => server?.listen(0, "127.0.0.1", listening));
    const { port } = server.address() as AddressInfo;
    const run = await start("--environment", "streams", "--service", `book-service=http://127.0.0.1:${port}`);
    const { status, body } = await fetch(`${run.url}/live/api/books/1`);
    expect(status).toBe(200);
    const reader = (body as ReadableStream<Uint8Array>).getReader();
    const { value } = await reader.read();
    expect(Buffer.from(value ?? []).toString()).toBe("data: 1\n\n");
    resume();
    let length = 0;
    for (let part = await reader.read(); !part.done; part = await reader.read()) length += part.value.length;
    expect(length).toBe(large);
  });

  test("lets who signs pass through the endpoint that the policy names, without stage and base path", async () => {
    const run = await start("--environment", "e2e");
    expect(run.output()).toContain(`requests count as sent through ${ADMITTED}`);
    expect(await answer(run, "/live/next/api/books/1")).toMatchObject([200, { id: 1 }]);
    const anonymous = await answer(run, "/live/next/api/books/1", {});
    expect(anonymous).toMatchObject([
      403,
      { Message: expect.stringContaining("anonymous is not authorized") as unknown },
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
    const run = await start("--environment", "e2e", "--from", "vpce-99999999");
    expect(await answer(run, "/live/next/api/books/1")).toMatchObject([
      403,
      { Message: expect.stringContaining("with an explicit deny") as unknown },
    ]);
  });

  test("asks its authorizer's function with REST's event, and takes its policy", async () => {
    const run = await start("--environment", "gated");
    async function ask(path: string, key?: string) {
      return answer(run, path, key === undefined ? {} : { "X-Key": key });
    }
    const refused = "User is not authorized to access this resource with an explicit deny";
    expect(await ask("/live/api/books/1")).toEqual([401, { message: "Unauthorized" }]);
    expect(run.output()).not.toContain("deciding on");
    expect(await ask("/live/api/books/1", "expired")).toEqual([401, { message: "Unauthorized" }]);
    expect(await ask("/live/api/books/1", "wrong")).toEqual([403, { Message: refused }]);
    expect(await ask("/live/api/books/1", "open-sesame")).toMatchObject([200, { id: 1 }]);
    expect(await ask("/live/api/books/2", "open-sesame")).toMatchObject([200, { id: 2 }]);
    expect(await ask("/live/reports/2026", "open-sesame")).toEqual([
      201,
      [null, "/reports/2026", "/reports/{proxy+}", "/live/reports/2026", "ann"],
    ]);
    expect(run.output().match(/deciding on REQUEST live\/GET\/api\/books\/1/g)).toHaveLength(3);
  });
});
