import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";

/** How a service's own tests run, by a file of its folder; those in TypeScript are jest's. */
const RUNNERS = [
  { marker: /^go\.mod$/, program: "go", args: ["test", "./..."] },
  { marker: /^test_.*\.py$/, program: "python3", args: ["-m", "unittest"] },
];

const runs = readdirSync("services", { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && existsSync(join("services", entry.name, "Dockerfile")))
  .flatMap(({ name }) => {
    const folder = join("services", name);
    return RUNNERS.filter(({ marker }) => readdirSync(folder).some((file) => marker.test(file))).map((runner) => ({
      ...runner,
      folder,
    }));
  });

test("the services' own tests pass, those that jest does not run", () => {
  for (const { folder, program, args } of runs) {
    if (spawnSync(program, ["--help"], { stdio: "ignore" }).error !== undefined && process.env["CI"] !== "true") {
      console.warn(`${folder}: its tests need ${program}, which is not installed; they were not run.`);
      continue;
    }
    execFileSync(program, args, { cwd: folder, encoding: "utf8", stdio: "pipe" });
  }
});
