import { collectionCases } from "@private-http-api/service-kit/testing";
import { AUTHORS } from "./authors";
import { PATH, SERVICE } from "./service";

/** Test cases for the service over HTTP, for any base URL that leads to it: its own or a gateway's. */
export const AUTHOR_CASES = collectionCases({ service: SERVICE, path: PATH, items: AUTHORS });
