import { createHash } from "node:crypto";
import { type CorsConfiguration, requestPathsOf } from "@private-http-api/topology";
import type { DeployedApi } from "./deployed-api";
import type { OpenApi } from "./open-api";
import { pathsOf, throttleText } from "./paths";
import { gatewayResponsesOf, messageSchema } from "./responses";
import { securitySchemes } from "./security";
import { serverOf } from "./servers";

/** The OpenAPI document of the deployed API: servers, paths, security. The bodies of the services are not described. */
export function openApiDocument(deployed: DeployedApi): OpenApi {
  const { api } = deployed.topology;
  const requestPaths = requestPathsOf(deployed.topology);
  function endsOf(key: string): readonly string[] {
    return [...new Set(requestPaths.flatMap(({ route, end }) => (route === key ? [end] : [])))];
  }
  const functions = new Set(requestPaths.flatMap(({ end, runs }) => (runs === undefined ? [] : [end])));
  const content = {
    servers: [serverOf(deployed)],
    tags: [...new Set(requestPaths.map(({ end }) => end))]
      .sort()
      .map((name) => ({ name, description: functions.has(name) ? "Lambda function" : "Fargate service" })),
    paths: pathsOf(api, endsOf),
    components: {
      securitySchemes: securitySchemes(api),
      responses: gatewayResponsesOf(api),
      schemas: messageSchema,
    },
    ...(api.cors === undefined ? {} : { "x-amazon-apigateway-cors": corsExtension(api.cors) }),
  };
  const { throttle } = api.stage;
  const kind = api.rest === undefined ? "HTTP" : "REST";
  const description = [
    `The ${kind} API ${api.name}.`,
    ...(throttle === undefined ? [] : [throttleText(throttle)]),
  ].join(" ");
  return { openapi: "3.1.1", info: { title: api.name, version: versionOf(content), description }, ...content };
}

/** A hash that changes with the document's content, because the Terraform has no version of the API. */
function versionOf(content: object): string {
  return createHash("sha256").update(JSON.stringify(content)).digest("hex").slice(0, 12);
}

function corsExtension({ maxAgeSeconds, ...cors }: CorsConfiguration): object {
  return { ...cors, ...(maxAgeSeconds === undefined ? {} : { maxAge: maxAgeSeconds }) };
}
