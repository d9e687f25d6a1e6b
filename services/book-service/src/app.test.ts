import { differences, send, start, type StartedApp } from "@private-http-api/service-kit/testing";
import { createApp } from "./app";
import { BOOKS } from "./books";
import { BOOK_CASES } from "./cases";

let service: StartedApp;
beforeAll(async () => {
  service = await start(createApp);
});
afterAll(() => service.stop(0));

test.each(BOOK_CASES)("$name", async (known) => {
  expect(differences(known, await send(service.baseUrl, known.request))).toEqual([]);
});

test.each([
  ["/nope", 404, "not_found"],
  ["/", 404, "not_found"],
  ["/%ZZ", 400, "bad_request"],
  ["/api/booksX", 404, "not_found"],
  ["/API/books", 404, "not_found"],
])("GET %s, which a load balancer would not send to this service, gives %i", async (path, status, errorCode) => {
  const answer = await send(service.baseUrl, { method: "GET", path });
  expect(differences({ expected: { status, errorCode } }, answer)).toEqual([]);
});

test("has the books of the catalogue", () => {
  expect(BOOKS.map(({ id, isbn, date }) => `${id} ${isbn} ${date}`)).toEqual([
    "1 9781119490708 07/02/2019",
    "2 9781788293723 10/30/2017",
    "3 9781789806199 11/02/2018",
    "4 9781782171102 09/10/2013",
    "5 9781789340198 06/29/2018",
    "6 9781542885751 02/09/2017",
  ]);
  expect(BOOKS[5]).toEqual({
    id: 6,
    isbn: "9781542885751",
    title: "AWS Basics",
    publisher: "CreateSpace Publishing",
    date: "02/09/2017",
  });
});
