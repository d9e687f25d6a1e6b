import { collectionCases } from "@private-http-api/service-kit/testing";
import { BOOKS } from "./books";
import { PATH, SERVICE } from "./service";

/** Test cases for the service over HTTP, for any base URL that leads to it: its own or a gateway's. */
export const BOOK_CASES = collectionCases({ service: SERVICE, path: PATH, items: BOOKS });
