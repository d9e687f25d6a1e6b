/** Name and path of the service, as the config has them. */
export const SERVICE = "example-service";
export const PATH = "/api/example";
