/** Name and path of the service, as http-api.config.ts knows them. */
export const SERVICE = "author-service";
export const PATH = "/api/authors";
