import { resolve } from "node:path";

/** Folder of a project with a config and two services, book-service and author-service; tests use it, not the user's own. */
export const BOOKSTORE = resolve(__dirname, "../fixtures/bookstore");
