/** Name and path of the service, as in http-api.config.ts. */
export const SERVICE = "author-service";
export const PATH = "/api/authors";
