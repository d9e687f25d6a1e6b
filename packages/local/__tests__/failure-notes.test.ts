import { FailureNotes } from "../src/failure-notes";
import type { ExchangeRecord } from "../src/gateway/exchange-record";

function record(changes: Partial<ExchangeRecord>): ExchangeRecord {
  return {
    ...{
      requestId: "id",
      startedAt: 0,
      method: "GET",
      path: "/api/books",
      query: "",
      routeKey: undefined,
      status: 502,
    },
    ...{ via: [], target: undefined, integrationStatus: undefined, integrationLatency: undefined },
    ...{ responseLatency: 1, responseLength: 0, error: undefined, reason: undefined, entry: [], hops: [] },
    ...changes,
  };
}

test("a failure is told with its reason, others of its kind are counted until some seconds have passed", () => {
  const lines: string[] = [];
  const notes = new FailureNotes((line) => lines.push(line));
  notes.add(record({ reason: "books/1 refused the connection" }));
  notes.add(record({ reason: "books/2 refused the connection", startedAt: 1000 }));
  notes.add(record({ reason: "authors/1 refused the connection", startedAt: 1000 }));
  notes.add(record({ reason: "books/1 refused the connection", startedAt: 6000 }));
  expect(lines).toEqual([
    "GET /api/books: books/1 refused the connection.",
    "GET /api/books: authors/1 refused the connection.",
    "GET /api/books: books/1 refused the connection (and 1 more like the one before).",
  ]);
});

test("a task's own answers, refusals of the client and clients that left are not failures of the way", () => {
  const lines: string[] = [];
  const notes = new FailureNotes((line) => lines.push(line));
  notes.add(record({ status: 500 }));
  notes.add(record({ status: 404, reason: "no route matches" }));
  notes.add(record({ status: undefined, reason: "left" }));
  expect(lines).toEqual([]);
});

test("an answer that broke off is told, although its status was sent before", () => {
  const lines: string[] = [];
  const notes = new FailureNotes((line) => lines.push(line));
  notes.add(
    record({ status: 200, error: "silent", reason: "books/1 sent nothing for 60 s: the answer is incomplete" }),
  );
  notes.add(record({ status: 200, reason: "the default action answers" }));
  expect(lines).toEqual(["GET /api/books: books/1 sent nothing for 60 s: the answer is incomplete."]);
});

test("a malformed request is told too", () => {
  const lines: string[] = [];
  const notes = new FailureNotes((line) => lines.push(line));
  notes.add(record({ status: 400, reason: "the request has no Host header, or several: 400 from API Gateway" }));
  expect(lines).toEqual(["GET /api/books: the request has no Host header, or several: 400 from API Gateway."]);
});
