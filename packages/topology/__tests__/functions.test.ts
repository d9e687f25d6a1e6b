import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { LambdaIntegration } from "../src/http-api";
import { readStates, readSynthesized } from "@private-http-api/terraform-json";
import { readTopology, type Topology } from "../src/topology";
import { sampleApi, sampleProducer, synthOutput, temporaryFolder } from "@private-http-api/test-support";

const archive = "assets/reports_code/0123456789abcdef/archive.zip";
const made = {
  function_name: "shop-reports",
  filename: archive,
  handler: "index.handler",
  runtime: "nodejs22.x",
  environment: { variables: { TABLE: "reports" } },
};

function outputWith(lambda: object, uri: string, archived = true): string {
  const api = sampleApi();
  api.resource["aws_lambda_function"] = { reports: { ...lambda } };
  api.resource["aws_lambda_alias"] = { live: { function_name: "${aws_lambda_function.reports.function_name}" } };
  const integration = api.resource["aws_apigatewayv2_integration"] ?? {};
  integration["alb"] = {
    api_id: "${aws_apigatewayv2_api.api.id}",
    ...{ integration_type: "AWS_PROXY", integration_uri: uri, payload_format_version: "2.0" },
  };
  const outdir = synthOutput({ "dev-network": sampleProducer(), "dev-http-api": api });
  if (archived) write(join(outdir, "stacks/dev-http-api", archive));
  return outdir;
}

function write(file: string): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, "zip");
}

function functionIn({ api }: Topology): LambdaIntegration {
  const [integration] = api.routes.map((route) => route.integration);
  if (integration?.kind !== "aws-proxy") throw new Error("there is no function");
  return integration;
}

function gapsOf(outdir: string): string {
  return readTopology(readSynthesized(outdir, "dev"), dirname(outdir)).gaps.join("\n");
}

function read(outdir: string) {
  return functionIn(readTopology(readSynthesized(outdir, "dev"), outdir));
}

test.each(["${aws_lambda_function.reports.invoke_arn}", "${aws_lambda_alias.live.invoke_arn}"])(
  "%s leads to the archive in the stack's folder, with the AWS provider's defaults",
  (uri) => {
    const outdir = outputWith(made, uri);
    expect(read(outdir)).toMatchObject({
      functionName: "shop-reports",
      code: {
        address: "dev-http-api: aws_lambda_function.reports",
        archive: join(outdir, "stacks/dev-http-api", archive),
        handler: "index.handler",
        runtime: "nodejs22.x",
        memoryMiB: 128,
        timeoutSeconds: 3,
        environment: { TABLE: "reports" },
      },
    });
  },
);

test("an archive that synth has not packed is a problem", () => {
  const outdir = outputWith(made, "${aws_lambda_function.reports.invoke_arn}", false);
  expect(gapsOf(outdir)).toMatch(/archive\.zip is not there; `npm run synth` packs it/);
});

test("a function whose code is an image has no local code", () => {
  const outdir = outputWith(
    { function_name: "shop-reports", image_uri: "r.test/x:1" },
    "${aws_lambda_alias.live.invoke_arn}",
  );
  expect(read(outdir)).not.toHaveProperty("code");
});

test("a function given by ARN has only a name", () => {
  const arn = "arn:aws:lambda:us-west-2:111111111111:function:elsewhere:live";
  const uri = `arn:aws:apigateway:us-west-2:lambda:path/2015-03-31/functions/${arn}/invocations`;
  const found = read(outputWith(made, uri));
  expect(found.functionName).toBe("elsewhere");
  expect(found).not.toHaveProperty("code");
});

test("a URI that does not name a function is a problem", () => {
  expect(gapsOf(outputWith(made, "https://example.com"))).toContain(
    "integration_uri https://example.com does not name a Lambda function; give a function's invoke_arn.",
  );
});

test.each(["cdktf.out", ".deploy-local/dev/cdktf.out"])(
  "in a state the archive is looked for in the synth output %s",
  (to) => {
    const project = temporaryFolder();
    function resource(type: string, attributes: object) {
      return {
        mode: "managed",
        type,
        name: "x",
        instances: [{ attributes }],
      };
    }
    const resources = [
      resource("aws_apigatewayv2_api", { id: "api1", name: "shop" }),
      resource("aws_apigatewayv2_stage", { api_id: "api1", name: "$default" }),
      resource("aws_apigatewayv2_route", { api_id: "api1", route_key: "ANY /reports", target: "integrations/i1" }),
      resource("aws_apigatewayv2_integration", { id: "i1", integration_type: "AWS_PROXY", integration_uri: "invoke" }),
      resource("aws_lambda_function", { ...made, invoke_arn: "invoke", environment: [{ variables: { TABLE: "t" } }] }),
    ];
    const state = join(project, "api.tfstate");
    writeFileSync(state, JSON.stringify({ version: 4, resources }));
    function readIt() {
      return functionIn(readTopology(readStates([state]), project, { outdir: join(project, to) }));
    }
    expect(readIt()).not.toHaveProperty("code");
    write(join(project, to, "stacks/dev-http-api", archive));
    expect(readIt().code).toMatchObject({
      archive: join(project, to, "stacks/dev-http-api", archive),
      environment: { TABLE: "t" },
    });
  },
);
