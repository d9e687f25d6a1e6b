import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { configOf, service, temporaryFolder } from "@private-http-api/test-support";
import { newService, type NewServiceProps } from "../../src/new-service/new-service";
import { LANGUAGES } from "../../src/new-service/template";
import { removeService } from "../../src/remove-service/remove-service";
import { makeAll } from "../../src/steps";

const CONFIG = "http-api.config.json";
const LOCK = { name: "shop", lockfileVersion: 3, packages: { "": { name: "shop", workspaces: ["services/*"] } } };

/** A project with these services, whose config is JSON unless its text is given. */
function projectWith(config: unknown, file = CONFIG): string {
  const text = typeof config === "string" ? config : `${JSON.stringify(config, null, 2)}\n`;
  return temporaryFolder({ [file]: text, "package-lock.json": `${JSON.stringify(LOCK, null, 2)}\n`, "services/": "" });
}

/** Every file of a folder with its text. */
function filesOf(folder: string, below = ""): Readonly<Record<string, string>> {
  return Object.fromEntries(
    readdirSync(join(folder, below)).flatMap((name) => {
      const path = join(below, name);
      if (statSync(join(folder, path)).isDirectory()) return Object.entries(filesOf(folder, path));
      return [[path, readFileSync(join(folder, path), "utf8")]];
    }),
  );
}

function props(project: string, changes: Partial<NewServiceProps> = {}): NewServiceProps {
  const asked = { name: "orders", path: "/api/orders", language: "python" } as const;
  return { project, configFile: CONFIG, ...asked, format: asItIs, ...changes };
}

/** In place of Prettier, which jest cannot load. */
function asItIs(_path: string, text: string): Promise<string> {
  return Promise.resolve(text);
}

function carts() {
  return configOf({ carts: service("/api/carts") });
}

describe.each(LANGUAGES)("a new service in %s", (language) => {
  const project = projectWith(carts());
  function made() {
    return filesOf(join(project, "services/orders"));
  }

  beforeAll(async () => {
    await newService(props(project, { language }));
  });

  test("has the template's files, with its name and path and no other", () => {
    const template = filesOf(join(__dirname, "../../templates", language));
    expect(Object.keys(made()).sort()).toEqual(
      Object.keys(template)
        .filter((file) => !file.includes("__pycache__"))
        .sort(),
    );
    expect(JSON.stringify(made())).not.toContain("example");
    expect(JSON.stringify(made())).toContain("/api/orders");
  });

  test("is in the config, and nothing is left beside it", () => {
    const { services } = JSON.parse(readFileSync(join(project, CONFIG), "utf8")) as { services: object };
    expect(services).toEqual({
      carts: service("/api/carts"),
      orders: {
        path: "/api/orders",
        image: { build: "services/orders" },
        healthCheck: { path: "/api/orders/health" },
      },
    });
    expect(readdirSync(project).sort()).toEqual([CONFIG, "package-lock.json", "services"]);
    expect(readdirSync(join(project, "services"))).toEqual(["orders"]);
  });

  test("goes without a trace", async () => {
    await removeService({ project, configFile: CONFIG, name: "orders", format: asItIs });
    expect(filesOf(project)).toEqual(filesOf(projectWith(carts())));
  });
});

test("the tests of the Go and Python services pass under another name", async () => {
  const project = projectWith(carts());
  for (const [name, language, command] of [
    ["parts-go", "go", ["go", "test", "./..."]],
    ["parts-python", "python", ["python3", "-m", "unittest"]],
  ] as const) {
    await newService(props(project, { name, language, path: `/a/rather/long/path/that-no-template-has/${name}` }));
    const [program, ...args] = command;
    execFileSync(program, args, { cwd: join(project, "services", name), stdio: "pipe" });
  }
});

test("an API with authorizers gets a service that asks for a token", async () => {
  const authorizers = { users: { issuer: "https://id.example.com", audience: ["shop"] } };
  const secured = { carts: service("/api/carts", { authorization: "none" }) };
  const project = projectWith(configOf(secured, { api: { authorizers } }));
  await newService(props(project));
  const { services } = JSON.parse(readFileSync(join(project, CONFIG), "utf8")) as { services: { orders: object } };
  expect(services.orders).toMatchObject({ authorization: { authorizer: "users" } });
});

describe("new-service refuses in one line, and changes nothing:", () => {
  test.each<[string, Partial<NewServiceProps>, RegExp]>([
    [
      "a name that is taken",
      { name: "carts" },
      /^carts is taken: http-api\.config\.json has a service of that name; choose another$/,
    ],
    ["a name of an object's own", { name: "constructor-", path: "/x" }, /constructor-/],
    ["an invalid name", { name: "Orders!" }, /Orders!.*allowed: lower-case letters/],
    ["a name that leads elsewhere", { name: "../orders" }, /\.\.\/orders.*allowed: lower-case letters/],
    ["a name of the stacks' own", { name: "alb" }, /alb/],
    [
      "a path that is taken",
      { path: "/api/carts" },
      /^--path \/api\/carts is taken: carts answers it; choose another$/,
    ],
    ["an invalid path", { path: "api/orders/" }, /path/],
  ])("%s", async (_case, changes, message) => {
    const project = projectWith(carts());
    const before = filesOf(project);
    const refusal = await newService(props(project, changes)).catch((error: unknown) => error as Error);
    expect(refusal).toMatchObject({ name: "UserError", message: expect.stringMatching(message) as unknown });
    expect((refusal as Error).message.split("\n")).toHaveLength(1);
    expect(filesOf(project)).toEqual(before);
  });

  test("a folder that is there already", async () => {
    const project = projectWith(carts());
    mkdirSync(join(project, "services/orders"));
    await expect(newService(props(project))).rejects.toThrow(
      /^services\/orders exists already; choose another name, or move that folder$/,
    );
  });

  const environments = 'environments: { dev: { account: "111111111111", region: "us-west-2" } }';
  const one = 'carts: { path: "/c", image: { uri: "x.example.com/c:1" }, healthCheck: { path: "/c/health" } }';
  test.each([
    [
      "services that a function gives",
      `const of = () => ({ ${one} });\nexport default { name: "shop", services: of(), ${environments} };`,
    ],
    [
      "a whole config that is computed",
      `function make() { return { name: "shop", services: { ${one} }, ${environments} }; }\nexport default make();`,
    ],
    [
      "services that are filtered afterwards",
      `const config = { name: "shop", services: { ${one} }, ${environments} };\nexport default { ...config, services: Object.fromEntries(Object.entries(config.services)) };`,
    ],
  ])("%s", async (_case, text) => {
    const project = projectWith(text, "http-api.config.ts");
    const before = filesOf(project);
    const refusal = await newService(props(project, { configFile: "http-api.config.ts" })).catch(
      (error: unknown) => (error as Error).message,
    );
    expect(refusal).toMatch(/^http-api\.config\.ts: .*(computed|edited).*by hand$/);
    expect(filesOf(project)).toEqual(before);
  });
});

describe("remove-service", () => {
  test("takes the environments' overrides along", async () => {
    const overrides = { carts: { cpu: 512, memoryMiB: 1024 }, orders: { cpu: 512, memoryMiB: 1024 } };
    const both = { carts: service("/api/carts"), orders: service("/api/orders") };
    const project = projectWith(configOf(both, { services: overrides }));
    await removeService({ project, configFile: CONFIG, name: "orders", format: asItIs });
    expect(JSON.parse(readFileSync(join(project, CONFIG), "utf8"))).toEqual(
      configOf({ carts: both.carts }, { services: { carts: overrides.carts } }),
    );
  });

  test.each([
    ["that is unknown", "orders", /^no service orders: http-api\.config\.json has carts$/],
    ["that is the last", "carts", /^carts cannot be removed: services: /],
  ])("refuses a service %s in one line, and changes nothing", async (_case, name, message) => {
    const project = projectWith(carts());
    const before = filesOf(project);
    const refusal = await removeService({ project, configFile: CONFIG, name, format: asItIs }).catch(
      (error: unknown) => (error as Error).message,
    );
    expect(refusal).toMatch(message);
    expect(filesOf(project)).toEqual(before);
  });

  test("keeps a folder that another service is built from, and one that is not in services/", async () => {
    const shared = { image: { build: "services/shared" } };
    const config = configOf({
      ...{ a: service("/a", shared), b: service("/b", shared), c: service("/c", { image: { build: "elsewhere" } }) },
    });
    const project = projectWith(config);
    for (const folder of ["services/shared", "elsewhere"]) {
      cpSync(join(__dirname, "../../templates/go"), join(project, folder), { recursive: true });
    }
    for (const name of ["a", "c"]) {
      const said = await removeService({ project, configFile: CONFIG, name, format: asItIs });
      expect(said.at(-1)).toMatch(/: kept; /);
    }
    expect([existsSync(join(project, "services/shared")), existsSync(join(project, "elsewhere"))]).toEqual([
      true,
      true,
    ]);
  });
});

test("changes are taken back when one of them fails", () => {
  const project = temporaryFolder({ file: "before" });
  function write(text: string) {
    writeFileSync(join(project, "file"), text);
  }
  const step = {
    make: () => {
      write("after");
    },
    undo: () => {
      write("before");
    },
  };
  const failing = {
    make: () => {
      throw new Error("disk full");
    },
    undo: () => {
      write("undone");
    },
  };
  expect(() => {
    makeAll([step, failing]);
  }).toThrow("disk full");
  expect(readFileSync(join(project, "file"), "utf8")).toBe("before");
});

describe("who may call a new service", () => {
  const open = service("/api/carts", { authorization: "none" });
  function added(project: string): unknown {
    return (
      JSON.parse(readFileSync(join(project, CONFIG), "utf8")) as {
        services: Record<string, { authorization?: unknown }>;
      }
    ).services["orders"]?.authorization;
  }

  test("is whom the other services admit, in an environment with protect, and is told", async () => {
    const project = projectWith(configOf({ carts: open }, { protect: true }));
    const said = await newService(props(project));
    expect(added(project)).toBe("none");
    expect(said).toContain(`${CONFIG}: orders added, authorization "none"`);
  });

  test("has to be said where the others do not agree, and is refused with nothing changed", async () => {
    const admin = service("/api/admin", { authorization: "iam" });
    const project = projectWith(configOf({ carts: open, admin }, { protect: true }));
    const before = filesOf(project);
    await expect(newService(props(project))).rejects.toThrow(/^services\.orders\.authorization: is missing[^\n]*$/);
    expect(filesOf(project)).toEqual(before);
    await newService(props(project, { authorization: "iam" }));
    expect(added(project)).toBe("iam");
  });

  test("is left open where nothing asks for it", async () => {
    const project = projectWith(carts());
    await newService(props(project));
    expect(added(project)).toBeUndefined();
  });
});
