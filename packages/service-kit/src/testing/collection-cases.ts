import type { CaseExpectation, CaseRequest, ServiceCase } from "./service-case";

export interface CollectionCasesProps {
  readonly service: string;
  /** Path of the list. */
  readonly path: string;
  /** Expected content of the list, in order; ids are 1, 2, 3 and so on. */
  readonly items: readonly { readonly id: number }[];
}

const ALLOW = "GET, HEAD, OPTIONS";
const JSON_TYPE = "application/json; charset=utf-8";

/** Test cases for a service with one read-only collection, called directly or through a gateway. */
export function collectionCases({ service, path, items }: CollectionCasesProps): ServiceCase[] {
  const health = { status: "ok", service };
  const unknownId = items.length + 1;
  return [
    ok(`GET ${path}`, items),
    ok(`GET ${path}?page=2`, items),
    ...items.map((item) => ok(`GET ${path}/${item.id}`, item)),
    ok(`GET ${path}/%31`, items[0]),
    ok(`GET ${path}/health`, health),
    head(path, items),
    head(`${path}/1`, items[0]),
    head(`${path}/health`, health),
    refused(`GET ${path}/${unknownId}`, 404, "not_found"),
    refused(`HEAD ${path}/${unknownId}`, 404),
    ...["1abc", "0", "1.0", "-1", "+1", "01", "1e3", "0x1", "%20", "1%2F2", "9007199254740992", "9".repeat(400)].map(
      (id) => refused(`GET ${path}/${id}`, 400, "invalid_id"),
    ),
    refused(`GET ${path}/%ZZ`, 400, "bad_request"),
    refused(`GET ${path}/1/more`, 404, "not_found"),
    ...[path, `${path}/1`, `${path}/health`].flatMap((target) => [
      ...["POST", "PUT", "PATCH", "DELETE"].map((method) =>
        refused(`${method} ${target}`, 405, "method_not_allowed", { allow: ALLOW }),
      ),
      options(target),
    ]),
    body(`POST ${path}`, "{", 400, "invalid_json"),
    body(`PUT ${path}/1`, '{"id":', 400, "invalid_json"),
    body(`POST ${path}`, '{"id":7}', 405, "method_not_allowed"),
    body(`POST ${path}`, JSON.stringify({ text: "x".repeat(200_000) }), 413, "payload_too_large"),
  ];
}

function made(name: string, expected: CaseExpectation, more: Omit<CaseRequest, "method" | "path"> = {}): ServiceCase {
  const [method = "", path = ""] = name.split(" ");
  const short = name.length > 60 ? `${name.slice(0, 60)}…` : name;
  const headers = { ...expected.headers, "x-powered-by": undefined };
  return {
    name: `${short} answers ${expected.status}`,
    request: { method, path, ...more },
    expected: { ...expected, headers },
  };
}

function ok(name: string, content: unknown): ServiceCase {
  return made(name, { status: 200, headers: { "content-type": JSON_TYPE }, body: content });
}

/** HEAD has the headers of GET, but no body. */
function head(path: string, content: unknown): ServiceCase {
  const length = String(Buffer.byteLength(JSON.stringify(content)));
  const headers = { "content-type": JSON_TYPE, "content-length": length };
  return made(`HEAD ${path}`, { status: 200, headers, body: null });
}

function options(path: string): ServiceCase {
  return made(`OPTIONS ${path}`, { status: 204, headers: { allow: ALLOW }, body: null });
}

function refused(name: string, status: number, errorCode?: string, headers: Record<string, string> = {}): ServiceCase {
  const content = errorCode === undefined ? { body: null } : { errorCode };
  return made(name, { status, headers: { "content-type": JSON_TYPE, ...headers }, ...content });
}

function body(name: string, text: string, status: number, errorCode: string): ServiceCase {
  const expected = refused(name, status, errorCode).expected;
  const told = made(name, expected, { body: text, headers: { "content-type": "application/json" } });
  return { ...told, name: `${told.name}, with a body of ${text.length} bytes` };
}
