/** Name and path of the service, as in http-api.config.ts. */
export const SERVICE = "book-service";
export const PATH = "/api/books";
