import { SqsQueue } from "@cdktf/provider-aws/lib/sqs-queue";
import { configOf, service, synthOutput, SynthesizedApp, temporaryFolder } from "@private-http-api/test-support";
import { readSynthesized } from "@private-http-api/terraform-json";
import { type EcsService, readTopology } from "@private-http-api/topology";
import { localContainers, readLocalValues } from "../../src/tasks/local-values";
import { container } from "../support/containers";

function orders(changes: Parameters<typeof container>[0]): EcsService {
  return { name: "orders", task: { containers: [container(changes)] } } as unknown as EcsService;
}

const onAws = {
  environment: { TABLE: "shop-dev-books" },
  knownAfterApply: ["QUEUE_URL"],
  secrets: ["TOKEN"],
};

function localOf(changes: Parameters<typeof container>[0], values: object = {}, shell: Record<string, string> = {}) {
  const { containers, notes } = localContainers([orders(changes)], { orders: { ...values } }, shell);
  const [local] = [...containers.values()];
  return { environment: local?.environment, secrets: local?.secrets, notes };
}

test("what only an apply tells is not set, and a note says where to give it a value", () => {
  expect(localOf(onAws)).toEqual({
    environment: { TABLE: "shop-dev-books" },
    secrets: ["TOKEN"],
    notes: ["orders: QUEUE_URL is known after apply and not set here; give it a value in http-api.local.json."],
  });
});

test("the file's values go before those of AWS and the shell, for secrets too", () => {
  const values = { TABLE: "books", QUEUE_URL: "http://localhost:9324/q", TOKEN: "t", AWS_ENDPOINT_URL_SQS: "http://q" };
  expect(localOf(onAws, values, { QUEUE_URL: "shell", TABLE: "shell" })).toEqual({
    environment: values,
    secrets: [],
    notes: [],
  });
});

test("the shell gives what only an apply tells, and nothing that is known", () => {
  expect(localOf(onAws, {}, { QUEUE_URL: "http://shell", TABLE: "shell" })).toEqual({
    environment: { TABLE: "shop-dev-books", QUEUE_URL: "http://shell" },
    secrets: ["TOKEN"],
    notes: [],
  });
});

test("names that AWS would not set are left out and noted", () => {
  expect(localOf({ environment: {} }, { TABEL: "x" })).toEqual({
    environment: {},
    secrets: [],
    notes: ["http-api.local.json: orders has no variable TABEL; it is ignored, because AWS would not set it either."],
  });
  expect(localContainers([orders({})], { order: {} }, {}).notes).toEqual([
    "http-api.local.json: there is no service order; served: orders.",
  ]);
});

describe("the file", () => {
  test("need not be there", () => {
    expect(readLocalValues(temporaryFolder())).toEqual({});
  });

  test("is read", () => {
    const folder = temporaryFolder({ "http-api.local.json": '{"orders":{"TABLE":"books"}}' });
    expect(readLocalValues(folder)).toEqual({ orders: { TABLE: "books" } });
  });

  test.each([
    ["no JSON", "{", "http-api.local.json: cannot be read ("],
    ["a number", '{"orders":{"PORT":1}}', "→ at orders.PORT); give { "],
  ])("is refused in one line where it has %s", (_what, text, expected) => {
    function read() {
      return readLocalValues(temporaryFolder({ "http-api.local.json": text }));
    }
    expect(read).toThrow(expected);
    expect(read).not.toThrow("\n");
  });
});

test("variables of own resources are read from the synthesized JSON, known or not", () => {
  const app = new SynthesizedApp(configOf({ orders: service("/orders") }), {
    ownResources: ({ scope, prefix }) => {
      const queue = new SqsQueue(scope, "queue", { name: `${prefix}-queue`, sqsManagedSseEnabled: true });
      return { orders: { environment: { QUEUE_NAME: queue.name, QUEUE_URL: queue.url, BOTH: `url=${queue.url}` } } };
    },
  });
  const outdir = synthOutput(Object.fromEntries(app.ids.map((id) => [id, app.text(id)])));
  const [orders] = readTopology(readSynthesized(outdir, "dev"), outdir).services;
  const [container] = orders?.task.containers ?? [];
  expect(container?.environment).toMatchObject({ QUEUE_NAME: "shop-dev-queue" });
  expect(container?.environment).not.toHaveProperty("QUEUE_URL");
  expect(container?.knownAfterApply).toEqual(["BOTH", "QUEUE_URL"]);
});
