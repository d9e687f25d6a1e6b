/** Name and path of the service, as http-api.config.ts knows them. */
export const SERVICE = "book-service";
export const PATH = "/api/books";
