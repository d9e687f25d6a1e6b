import { send, start, type StartedApp } from "@private-http-api/service-kit/testing";
import { createApp } from "./app";
import { PATH, SERVICE } from "./service";

let service: StartedApp;
beforeAll(async () => {
  service = await start(createApp);
});
afterAll(() => service.stop(0));

test.each([
  [PATH, 200, { service: SERVICE }],
  [`${PATH}/health`, 200, { status: "ok", service: SERVICE }],
  [`${PATH}/nope`, 404, { error: expect.objectContaining({ code: "not_found" }) as unknown }],
])("GET %s answers %i", async (path, status, body) => {
  const answer = await send(service.baseUrl, { method: "GET", path });
  expect([answer.status, JSON.parse(answer.body)]).toEqual([status, body]);
});
