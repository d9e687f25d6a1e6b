export { type DeployedApi, readDeployedApi } from "./deployed-api";
export { openApiDocument } from "./document";
export type { OpenApi } from "./open-api";
