import path from "node:path";
import { temporaryFolder } from "./temporary-folder";

/** A service that answers with the path and headers of the request. */
const mirror = `
  require("node:http").createServer((request, response) => {
    if (request.url === "/health") return response.end("ok");
    response.setHeader("content-type", "application/json");
    response.end(JSON.stringify({ path: request.url, headers: request.headers }));
  }).listen(Number(process.env.PORT));
  process.on("SIGTERM", () => process.exit(0));
`;

const report = `
  export const handler = async ({ rawPath, requestContext }) => {
    console.log("reporting on", rawPath);
    return { statusCode: 201, headers: { "x-greeting": process.env.GREETING }, body: requestContext.http.method + " " + rawPath };
  };
`;

/** Allows requests with the right key. The gateway refuses requests without a key. */
const gate = `
  export const handler = async ({ version, identitySource, requestContext }) => {
    console.log("deciding on", requestContext.http.path);
    return { isAuthorized: version === "2.0" && identitySource[0] === process.env.OPEN_SESAME };
  };
`;

/** Source folders of the service and the functions of {@link frontDoorConfig}. */
export function frontDoorSources() {
  return {
    mirror: temporaryFolder({
      "server.js": mirror,
      "package.json": '{ "scripts": { "start": "node server.js" } }',
      Dockerfile: 'FROM scratch\nCOPY . /app\nCMD ["node", "server.js"]\n',
    }),
    reports: temporaryFolder({ "index.mjs": report }),
    gate: temporaryFolder({ "index.mjs": gate }),
  };
}

export interface FrontDoorProps {
  readonly account: string;
  readonly region: string;
  readonly issuer: string;
  readonly sources: ReturnType<typeof frontDoorSources>;
  readonly zoneId: string;
  /** Whether images are built from source or already exist. */
  readonly images: "built" | "given";
}

const digest = `sha256:${"0123456789abcdef".repeat(4)}`;

/** One API with every feature: base path, named stage, tokens, a Lambda authorizer, CORS, limits, a function, a domain. */
export function frontDoorConfig({ account, region, issuer, sources, zoneId, images }: FrontDoorProps): unknown {
  function image(build: string) {
    return images === "built"
      ? { build }
      : { uri: `registry.example.com/shop/${path.basename(build).toLowerCase()}@${digest}` };
  }
  return {
    name: "shop",
    services: {
      "book-service": {
        path: "/api/books",
        image: image("services/book-service"),
        healthCheck: { path: "/api/books/health" },
        authorization: { authorizer: "users", scopes: ["books:read"] },
        throttle: { burst: 20, rate: 1 },
      },
      "mirror-service": {
        path: "/mirror",
        image: image(sources.mirror),
        healthCheck: { path: "/health" },
        stripPrefix: true,
        authorization: "none",
      },
    },
    environments: {
      e2e: {
        account,
        region,
        state: "local",
        api: {
          basePath: "/next",
          stage: "live",
          authorizers: {
            users: { issuer, audience: ["shop"] },
            gate: {
              function: {
                source: sources.gate,
                handler: "index.handler",
                runtime: "nodejs20.x",
                environment: { OPEN_SESAME: "open-sesame" },
              },
              identitySources: ["$request.header.X-Key", "$context.routeKey"],
              cacheSeconds: 60,
            },
          },
          cors: { allowOrigins: ["https://app.example.com"], allowCredentials: true },
          domain: { name: "api.example.com", hostedZone: { id: zoneId, name: "example.com" } },
          functions: {
            reports: {
              path: "/reports",
              source: sources.reports,
              handler: "index.handler",
              runtime: "nodejs20.x",
              environment: { GREETING: "hello" },
              authorization: { authorizer: "gate" },
            },
          },
        },
      },
    },
  };
}
