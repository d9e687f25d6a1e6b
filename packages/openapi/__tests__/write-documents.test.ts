import { cpSync, readFileSync, renameSync } from "node:fs";
import { join } from "node:path";
import { configOf, service, synthOutputOf, temporaryFolder } from "@private-http-api/test-support";
import { writeDocuments } from "../src/write-documents";

let output: string;
beforeAll(() => {
  const config = configOf({ carts: service("/carts") });
  const environments = { ...config.environments, prod: { account: "222222222222", region: "eu-west-1" } };
  output = synthOutputOf({ ...config, environments });
});

function project(): string {
  const folder = temporaryFolder();
  cpSync(output, join(folder, "cdktf.out"), { recursive: true });
  return folder;
}

test("writes a document beside the JSON of every environment, and prints its path", () => {
  const cwd = project();
  const files = ["dev", "prod"].map((name) => `cdktf.out/stacks/${name}-http-api/openapi.json`);
  expect(writeDocuments(cwd, {})).toEqual(files);
  const [dev, prod] = files.map((file) => JSON.parse(readFileSync(join(cwd, file), "utf8")) as { info: object });
  expect(dev?.info).toMatchObject({ title: "shop-dev" });
  expect(prod?.info).toMatchObject({ title: "shop-prod" });
});

test("the API of a consumer's account has a document of its own, beside its stack", () => {
  const roleArn = "arn:aws:iam::333333333333:role/deploy";
  const services = {
    carts: service("/carts", { privateLink: { bypassesAuthorization: true } }),
    prices: service("/prices"),
  };
  const consumers = { partner: { account: "333333333333", region: "eu-west-1", roleArn, api: true } };
  const config = configOf(services, { privateLink: { allow: [roleArn], services: ["carts"] }, consumers });
  const cwd = temporaryFolder();
  cpSync(synthOutputOf(config), join(cwd, "cdktf.out"), { recursive: true });
  const file = "cdktf.out/stacks/dev-consumer-partner/openapi.json";
  expect(writeDocuments(cwd, {})).toEqual(["cdktf.out/stacks/dev-http-api/openapi.json", file]);
  const document = JSON.parse(readFileSync(join(cwd, file), "utf8")) as { paths: object; servers: { url: string }[] };
  expect(Object.keys(document.paths)).toEqual(["/carts", "/carts/{proxy+}"]);
  expect(document.servers[0]?.url).toContain("execute-api.eu-west-1.");
});

test("--environment chooses one environment; an unknown one is reported in one line", () => {
  const cwd = project();
  expect(writeDocuments(cwd, {}, "prod")).toEqual(["cdktf.out/stacks/prod-http-api/openapi.json"]);
  expect(() => writeDocuments(cwd, {}, "test")).toThrow(
    `--environment test is not in ${cwd}/cdktf.out; it has dev, prod.`,
  );
});

test("reads the folder that CDKTF_OUTDIR names, as the synth writes it", () => {
  const cwd = project();
  renameSync(join(cwd, "cdktf.out"), join(cwd, "elsewhere"));
  expect(writeDocuments(cwd, { CDKTF_OUTDIR: "elsewhere" }, "dev")).toEqual([
    "elsewhere/stacks/dev-http-api/openapi.json",
  ]);
});
