import { differences, send, start, type StartedApp } from "@private-http-api/service-kit/testing";
import { createApp } from "./app";
import { AUTHORS } from "./authors";
import { AUTHOR_CASES } from "./cases";

let service: StartedApp;
beforeAll(async () => {
  service = await start(createApp);
});
afterAll(() => service.stop(0));

test.each(AUTHOR_CASES)("$name", async (known) => {
  expect(differences(known, await send(service.baseUrl, known.request))).toEqual([]);
});

test.each([
  ["/nope", 404, "not_found"],
  ["/", 404, "not_found"],
  ["/%ZZ", 400, "bad_request"],
  ["/api/authorsX", 404, "not_found"],
  ["/API/authors", 404, "not_found"],
])("GET %s, which a load balancer would not send to this service, gives %i", async (path, status, errorCode) => {
  const answer = await send(service.baseUrl, { method: "GET", path });
  expect(differences({ expected: { status, errorCode } }, answer)).toEqual([]);
});

test("has the authors of the catalogue", () => {
  expect(AUTHORS.map(({ id, name }) => `${id} ${name}`)).toEqual([
    "1 Mark Wilkins",
    "2 Steve Morad",
    "3 Gojko Adzic",
    "4 Giuseppe Borgese",
    "5 Vikas Aggarwal",
    "6 Ajit Pratap Kundan",
  ]);
  expect(AUTHORS[2]).toEqual({ id: 3, name: "Gojko Adzic", book: "Running Serverless" });
});
