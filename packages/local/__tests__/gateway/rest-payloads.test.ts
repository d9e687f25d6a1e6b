import { request, type IncomingHttpHeaders } from "node:http";
import type { LambdaIntegration } from "@private-http-api/topology";
import { api, backendAt, closeAll, integration, route, startGateway, startServer } from "../support/gateway-fixtures";

afterEach(closeAll);

const BYTES = Buffer.from([...Array(256).keys()]);
const AS_TEXT = Buffer.from(BYTES.toString("utf8"));

interface Asked {
  readonly headers?: IncomingHttpHeaders;
  readonly body?: Buffer;
}

function ask(port: number, { headers = {}, body }: Asked): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const options = { host: "127.0.0.1", port, method: "POST", path: "/a", headers, agent: false };
    const sent = request(options, (answer) => {
      const parts: Buffer[] = [];
      answer.on("data", (part: Buffer) => parts.push(part));
      answer.once("end", () => {
        resolve(Buffer.concat(parts));
      });
    });
    sent.once("error", reject).end(body);
  });
}

/** A service that answers bytes, and keeps those that it gets, behind a REST API or, without types, an HTTP API. */
async function serve(binaryMediaTypes: readonly string[] | undefined, contentType = "image/png") {
  const got: Buffer[] = [];
  const { port: target } = await startServer((incoming, response) => {
    const parts: Buffer[] = [];
    incoming.on("data", (part: Buffer) => parts.push(part));
    incoming.on("end", () => {
      got.push(Buffer.concat(parts));
      response.setHeader("content-type", contentType);
      response.end(BYTES);
    });
  });
  const rest = binaryMediaTypes === undefined ? {} : { rest: { binaryMediaTypes } };
  const described = api({
    ...(binaryMediaTypes === undefined ? {} : { rest: {} }),
    routes: [route("ANY /{proxy+}", { integration: integration(rest) })],
  });
  return { got, ...(await startGateway(described, backendAt(target))) };
}

describe("the response of a service", () => {
  test.each([
    ["of an HTTP API is passed on as it is", undefined, {}, BYTES],
    ["of a REST API without binary media types becomes UTF-8 text", [], {}, AS_TEXT],
    ["of a REST API with */* is passed on as it is", ["*/*"], {}, BYTES],
    ["of a type of the list is passed on as it is", ["image/png"], {}, BYTES],
    ["of another type becomes text", ["application/pdf"], {}, AS_TEXT],
    [
      "that is accepted first as a type of the list is passed on",
      ["application/pdf"],
      { accept: "application/pdf, */*" },
      BYTES,
    ],
    [
      "that is accepted second as a type of the list becomes text",
      ["application/pdf"],
      { accept: "text/html, application/pdf" },
      AS_TEXT,
    ],
  ] as const)("%s", async (_name, types, headers, expected) => {
    const { port } = await serve(types);
    expect(await ask(port, { headers })).toEqual(expected);
  });
});

describe("the body of a request", () => {
  const upload = { "content-type": "image/png; a=b" };
  test.each([
    ["to an HTTP API arrives as it is", undefined, upload, BYTES],
    ["to a REST API without binary media types arrives as UTF-8 text", [], upload, AS_TEXT],
    ["to a REST API with */* arrives as it is", ["*/*"], upload, BYTES],
    ["of a type of the list arrives as it is", ["image/*"], upload, BYTES],
    ["of another type arrives as text", ["application/pdf"], upload, AS_TEXT],
    ["without a type counts as JSON", ["application/json"], {}, BYTES],
  ] as const)("%s", async (_name, types, headers, expected) => {
    const { port, got } = await serve(types);
    await ask(port, { headers, body: BYTES });
    expect(got).toEqual([expected]);
  });
});

describe("a function of a REST API", () => {
  async function serveFunction(binaryMediaTypes: readonly string[]) {
    const events: unknown[] = [];
    const echoes: LambdaIntegration = {
      ...{ kind: "aws-proxy", address: "f", functionName: "f", payloadFormatVersion: "1.0", timeoutMilliseconds: 5000 },
      ...{ isRest: true, binaryMediaTypes },
    };
    const described = api({ rest: {}, routes: [route("ANY /{proxy+}", { integration: echoes })] });
    const started = await startGateway(described, backendAt(0), {
      functions: {
        invoke: (_function, event) => {
          events.push(event);
          return Promise.resolve({ statusCode: 200, body: BYTES.toString("base64"), isBase64Encoded: true });
        },
      },
    });
    return { ...started, events };
  }

  test.each([
    [["*/*"], "application/json", '{"a":1}', Buffer.from('{"a":1}').toString("base64"), true],
    [["image/png"], "application/json", '{"a":1}', '{"a":1}', false],
    [[], "application/octet-stream", '{"a":1}', '{"a":1}', false],
  ])(
    "with the binary media types %j gets a body of %s as it is said there",
    async (types, type, body, sent, isBase64Encoded) => {
      const { port, events } = await serveFunction(types);
      await ask(port, { headers: { "content-type": type }, body: Buffer.from(body) });
      expect(events).toEqual([expect.objectContaining({ body: sent, isBase64Encoded })]);
    },
  );

  test.each([
    [["*/*"], BYTES],
    [[], Buffer.from(BYTES.toString("base64"))],
  ])("with the binary media types %j has its result in base64 decoded, or not", async (types, expected) => {
    const { port } = await serveFunction(types);
    expect(await ask(port, {})).toEqual(expected);
  });
});
