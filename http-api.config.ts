import { defineConfig } from "@private-http-api/http-api";

export default defineConfig({
  name: "bookstore",
  services: {
    "book-service": {
      path: "/api/books",
      image: { build: "services/book-service" },
      healthCheck: { path: "/api/books/health", intervalSeconds: 30, timeoutSeconds: 3 },
      authorization: "none",
    },
    "author-service": {
      path: "/api/authors",
      image: { build: "services/author-service" },
      healthCheck: { path: "/api/authors/health", intervalSeconds: 30, timeoutSeconds: 3 },
      authorization: "none",
    },
  },
  environments: {
    dev: { account: "111111111111", region: "us-west-2" },
    prod: {
      account: "222222222222",
      region: "us-west-2",
      protect: true,
      network: { egress: "nat-per-az" },
      services: { "book-service": { scaling: { min: 3, max: 20 } } },
    },
  },
});
