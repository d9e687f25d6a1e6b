import { readFileSync, writeFileSync } from "node:fs";
import { configJsonSchema } from "./config-json-schema";
import { configurationPage } from "./configuration-page";

/** Writes what is generated from the config's schema: the tables of docs/configuration.md, and http-api.schema.json. */
const PAGE = "docs/configuration.md";
writeFileSync(PAGE, configurationPage(readFileSync(PAGE, "utf8")));
writeFileSync("http-api.schema.json", `${JSON.stringify(configJsonSchema(), null, 2)}\n`);
