import {
  api,
  backendAt,
  closeAll,
  echo,
  route,
  send,
  startGateway,
  startServer,
  until,
} from "../support/gateway-fixtures";

afterEach(closeAll);

const signed = { authorization: "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE" };

function statement(settings: object) {
  return { Effect: "Allow", Principal: "*", Action: "execute-api:Invoke", Resource: "*", ...settings };
}

/** Status of a request to a REST API with these statements. */
async function statusOf(statements: readonly object[], headers = {}, from?: string): Promise<number> {
  const { port } = await startServer(echo);
  const rest = { policy: JSON.stringify({ Version: "2012-10-17", Statement: statements }) };
  const served = api({ routes: [route("GET /a")], rest });
  const gateway = await startGateway(served, backendAt(port), { from });
  return (await send(gateway.port, { path: "/a", headers })).status;
}

describe("a resource policy", () => {
  const elsewhere = statement({
    Effect: "Deny",
    Condition: { StringNotEquals: { "aws:SourceVpce": ["vpce-00000001", "vpce-00000002"] } },
  });

  test("lets pass what one statement allows and none denies", async () => {
    expect(await statusOf([statement({}), elsewhere])).toBe(200);
    expect(await statusOf([statement({}), elsewhere], {}, "vpce-00000002")).toBe(200);
    expect(await statusOf([statement({}), elsewhere], {}, "vpce-00000003")).toBe(403);
    expect(await statusOf([elsewhere])).toBe(403);
  });

  test("names the endpoint that requests count as sent through, which is the first part of their way", async () => {
    const { port } = await startServer(echo);
    const rest = { policy: JSON.stringify({ Statement: [statement({}), elsewhere] }) };
    const { gateway, records, ...started } = await startGateway(
      api({ routes: [route("GET /a")], rest }),
      backendAt(port),
    );
    expect(gateway.endpoint).toBe("vpce-00000001");
    await send(started.port, { path: "/a" });
    await until(() => records.length === 1);
    expect(records[0]?.entry).toEqual(["vpce-00000001"]);
    expect(records[0]?.hops[0]).toEqual({ at: "endpoint", name: "vpce-00000001", milliseconds: 0 });
  });

  test("knows principals by their signature", async () => {
    const account = statement({ Principal: { AWS: "arn:aws:iam::111111111111:root" } });
    expect(await statusOf([account])).toBe(403);
    expect(await statusOf([account], signed)).toBe(200);
  });

  test("is about methods and paths", async () => {
    const arn = "arn:aws:execute-api:eu-west-1:111111111111:a1b2c3";
    expect(await statusOf([statement({ Resource: `${arn}/*/GET/*` })])).toBe(200);
    expect(await statusOf([statement({ Resource: `${arn}/*/POST/*` })])).toBe(403);
  });

  test("with a condition that cannot be decided here is not served", async () => {
    expect(await statusOf([statement({ Condition: { IpAddress: { "aws:SourceIp": "10.0.0.0/8" } } })])).toBe(501);
  });
});
