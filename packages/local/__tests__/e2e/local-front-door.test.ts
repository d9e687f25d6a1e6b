import { describeWith, frontDoorConfig, frontDoorSources } from "@private-http-api/test-support";
import { HttpsIssuer } from "../support/https-issuer";
import { type CliRun, startCli, synthesizedProject, untilServing } from "../support/run-cli";
import { eventually } from "../support/programs";

describeWith(["openssl"], "the front door, on this machine", () => {
  const origin = "https://app.example.com";
  let issuer: HttpsIssuer;
  let run: CliRun;

  beforeAll(async () => {
    issuer = await HttpsIssuer.start();
    const config = frontDoorConfig({
      account: "333333333333",
      region: "eu-west-1",
      issuer: issuer.url,
      sources: frontDoorSources(),
      zoneId: "Z0123456789ABC",
      images: "built",
    });
    const project = synthesizedProject(config);
    run = await startCli(project, ["--environment", "e2e"], { NODE_EXTRA_CA_CERTS: issuer.certificateFile });
    await untilServing(run);
  });

  afterAll(async () => {
    // In order: what it unpacked goes with it.
    run.child.kill("SIGTERM");
    await run.ended;
    issuer.stop();
  });

  function call(target: string, headers: Readonly<Record<string, string>> = {}, method = "GET") {
    return fetch(`${run.url}${target}`, { method, headers });
  }
  async function bearer(claims: Parameters<HttpsIssuer["token"]>[0]) {
    return {
      authorization: `Bearer ${await issuer.token(claims)}`,
    };
  }

  test("a path without the stage or the base path is nobody's", async () => {
    for (const target of ["/next/mirror", "/live/mirror", "/live", "/"]) {
      expect([target, (await call(target)).status]).toEqual([target, 404]);
    }
  });

  test("a stripped service sees neither stage, base path nor its own prefix, and gets the query", async () => {
    async function seen(target: string) {
      return ((await (await call(target)).json()) as { path: string }).path;
    }
    expect(await seen("/live/next/mirror")).toBe("/");
    expect(await seen("/live/next/mirror/a/b?c=d")).toBe("/a/b?c=d");
    expect(await seen("/live/next/mirror/api/books/1")).toBe("/api/books/1");
  });

  test("the header that chooses a stripped service cannot be brought by a client", async () => {
    const answer = await call("/live/next/api/books/1", {
      ...(await bearer({ aud: "shop", scope: "books:read" })),
      "x-http-api-service": "mirror-service",
    });
    expect(await answer.json()).toMatchObject({ id: 1 });
    const mirrored = await call("/live/next/mirror/x", { "x-http-api-service": "book-service" });
    expect(await mirrored.json()).toMatchObject({ headers: { "x-http-api-service": "mirror-service" } });
  });

  test("no token, a token for others, one without the scope, and the right one", async () => {
    const books = "/live/next/api/books/1";
    expect((await call(books)).status).toBe(401);
    expect((await call(books, await bearer({ aud: "others", scope: "books:read" }))).status).toBe(401);
    expect((await call(books, await bearer({ aud: "shop", scope: "books:write" }))).status).toBe(403);
    const answer = await call(books, await bearer({ aud: "shop", scope: "books:write books:read" }));
    expect([answer.status, await answer.json()]).toMatchObject([200, { id: 1 }]);
  });

  test("a preflight passes without a token, and other origins get no headers", async () => {
    const ask = { origin, "access-control-request-method": "GET", "access-control-request-headers": "authorization" };
    for (const target of ["/live/next/api/books", "/live/next/api/books/1"]) {
      const allowed = await call(target, ask, "OPTIONS");
      expect([target, allowed.status]).toEqual([target, 204]);
      expect(Object.fromEntries(allowed.headers)).toMatchObject({
        "access-control-allow-origin": origin,
        "access-control-allow-credentials": "true",
        "access-control-allow-headers": "authorization,content-type",
        "access-control-max-age": "600",
      });
    }
    const other = await call("/live/next/api/books/1", { ...ask, origin: "https://evil.example.com" }, "OPTIONS");
    expect(other.headers.get("access-control-allow-origin")).toBeNull();
  });

  test("a refusal carries the CORS headers too, so that the browser shows it", async () => {
    const refused = await call("/live/next/api/books/1", { origin });
    expect([refused.status, refused.headers.get("access-control-allow-origin")]).toEqual([401, origin]);
  });

  test("a Lambda authorizer's function lets pass who has the key, and is not asked about who brings none", async () => {
    const reports = "/live/next/reports/2025";
    async function statusWith(headers: Readonly<Record<string, string>>) {
      return (await call(reports, headers)).status;
    }
    expect(await statusWith({})).toBe(401);
    expect(run.output()).not.toContain("deciding on");
    expect(await statusWith({ "x-key": "wrong" })).toBe(403);
    expect(await statusWith({ "x-key": "open-sesame" })).toBe(201);
    await eventually(() => run.output().includes(`shop-e2e-gate/1 | deciding on ${reports}\n`));
    expect(await statusWith({ "x-key": "open-sesame" })).toBe(201);
    expect(run.output().match(/deciding on/g)).toHaveLength(2);
  });

  test("the function answers, and writes where the tasks do", async () => {
    const answer = await call("/live/next/reports/2026", { "x-key": "open-sesame" }, "POST");
    expect([answer.status, answer.headers.get("x-greeting"), await answer.text()]).toEqual([
      201,
      "hello",
      "POST /live/next/reports/2026",
    ]);
    await eventually(() => run.output().includes("shop-e2e-reports/1 | reporting on /live/next/reports/2026\n"));
  });

  test("over the limit, and only there, 429", async () => {
    const token = await bearer({ aud: "shop", scope: "books:read" });
    const answers = await Promise.all(Array.from({ length: 60 }, () => call("/live/next/api/books", token)));
    const counts = new Map<number, number>();
    for (const { status } of answers) counts.set(status, (counts.get(status) ?? 0) + 1);
    expect([...counts.keys()].sort()).toEqual([200, 429]);
    expect(counts.get(200)).toBeGreaterThanOrEqual(20);
    expect(counts.get(429)).toBeGreaterThanOrEqual(30);
    expect((await call("/live/next/mirror")).status).toBe(200);
  });

  test("every request has its line in the access log, refusals with their reason", async () => {
    function lines() {
      return run
        .output()
        .split("\n")
        .filter((line) => line.startsWith("access | "))
        .map((line) => JSON.parse(line.slice("access | ".length)) as Record<string, string>);
    }
    function has(expected: Readonly<Record<string, unknown>>): unknown {
      return expect.arrayContaining([expect.objectContaining(expected)]);
    }
    await eventually(() => lines().length > 70);
    const below = { routeKey: "GET /next/api/books/{proxy+}", path: "/live/next/api/books/1" };
    expect(lines()).toEqual(has({ ...below, status: "200", integrationStatus: "200" }));
    expect(lines()).toEqual(has({ ...below, status: "401", error: "Unauthorized", integrationStatus: "-" }));
    expect(lines()).toEqual(has({ ...below, status: "401", authorizerError: "the token is for another audience" }));
    expect(lines()).toEqual(
      has({ ...below, status: "403", authorizerError: "the token has none of the scopes books:read" }),
    );
    expect(lines()).toEqual(
      has({ status: "403", authorizerError: "shop-e2e-gate refused the request", error: "Forbidden" }),
    );
    expect(lines()).toEqual(has({ method: "OPTIONS", path: "/live/next/api/books", status: "204" }));
    expect(lines()).toEqual(has({ routeKey: "GET /next/api/books", status: "429", error: "Too Many Requests" }));
    expect(lines()).toEqual(has({ routeKey: "POST /next/reports/{proxy+}", status: "201", method: "POST" }));
  });
});
