import { readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { withPackagesDiagram } from "./packages-diagram";

const repository = resolve(__dirname, "../../../..");
const file = join(repository, "docs/architecture.md");

writeFileSync(file, withPackagesDiagram(readFileSync(file, "utf8"), repository));
