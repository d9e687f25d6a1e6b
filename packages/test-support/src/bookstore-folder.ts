import { resolve } from "node:path";

/** Folder of a project with a config and two services, book-service and author-service; no test reads the application's. */
export const BOOKSTORE = resolve(__dirname, "../fixtures/bookstore");
