import { type Browser, chromium as playwright, type Page } from "playwright-core";
import { findBrowser } from "@private-http-api/emulator";
import { type CliRun, startCli, synthesizedProject, untilServing } from "../support/run-cli";
import { describeWith } from "@private-http-api/test-support";

describeWith(["browser"], "the page in a browser", () => {
  let run: CliRun;
  let browser: Browser;

  beforeAll(async () => {
    function service(name: string, path: string) {
      return {
        ...{ path, image: { build: `services/${name}` }, healthCheck: { path: `${path}/health` } },
      };
    }
    run = await startCli(
      synthesizedProject({
        name: "bookstore",
        services: {
          "book-service": service("book-service", "/api/books"),
          "author-service": service("author-service", "/api/authors"),
        },
        environments: { dev: { account: "111111111111", region: "us-west-2" } },
      }),
    );
    await untilServing(run);
    // Chromium's sandbox wants privileges that a container lacks; the page is this project's own.
    browser = await playwright.launch({ executablePath: findBrowser(process.env) ?? "", args: ["--no-sandbox"] });
  });

  afterAll(async () => {
    await browser.close();
    run.child.kill("SIGKILL");
    await run.ended;
  });

  async function open(width: number): Promise<Page> {
    const page = await browser.newPage({ viewport: { width, height: 900 } });
    const elsewhere: string[] = [];
    page.on("request", (request) => {
      if (!request.url().startsWith(run.pageUrl)) elsewhere.push(request.url());
    });
    const errors: string[] = [];
    page.on("pageerror", (error) => errors.push(error.message));
    page.on("close", () => {
      expect([...elsewhere, ...errors]).toEqual([]);
    });
    await page.goto(`${run.pageUrl}/_local/`);
    await page.locator("#live", { hasText: "live" }).waitFor();
    return page;
  }

  test.each([
    [1280, "svg.wide"],
    [400, "svg.narrow"],
  ])(
    "at %d px it shows every task and fits",
    async (width, picture) => {
      const page = await open(width);
      await page.locator("#summary", { hasText: "4 of 4 tasks healthy" }).waitFor();
      await expect(page.locator(`${picture} .task.healthy`).count()).resolves.toBe(4);
      await expect(page.locator(picture).isVisible()).resolves.toBe(true);
      const overflow = await page.evaluate(
        "document.documentElement.scrollWidth - document.documentElement.clientWidth",
      );
      expect(overflow).toBe(0);
      await page.close();
    },
    30_000,
  );

  test("a request appears, and its way is lit from the route to the task", async () => {
    const page = await open(1280);
    await fetch(`${run.url}/api/authors/2`);
    await page.locator("#requests tr", { hasText: "/api/authors/2" }).first().waitFor();
    const lit = page.locator("svg.wide .box.lit .title");
    await expect(lit.allTextContents()).resolves.toEqual([
      "/api/authors/{proxy+}",
      "vpc-link",
      "bookstore-dev",
      expect.stringMatching(/^\/api\/authors/),
      expect.stringMatching(/^author/),
      expect.stringMatching(/^author-service\/\d$/),
    ]);
    await page.close();
  });

  test("the table of requests is seen without scrolling", async () => {
    const page = await open(1280);
    await fetch(`${run.url}/api/books`);
    const row = page.locator("#requests tr", { hasText: "/api/books" }).first();
    await row.waitFor();
    const box = await row.boundingBox();
    expect((box?.y ?? Infinity) + (box?.height ?? 0)).toBeLessThan(900);
    await expect(page.evaluate("document.documentElement.scrollHeight")).resolves.toBe(900);
    await page.close();
  });

  test("by keyboard: filter, reach a row, open it, see secrets, close it", async () => {
    const page = await open(1280);
    const headers = { authorization: "Bearer opaque-credentials" };
    await fetch(`${run.url}/api/none?token=query-credentials`, { headers });
    await fetch(`${run.url}/api/books`);
    await page.locator("#requests tr", { hasText: "/api/none" }).first().waitFor();
    await page.keyboard.press("/");
    await page.keyboard.type("NONE");
    await expect(page.locator("#requests tr:visible").count()).resolves.toBe(1);
    await page.keyboard.press("Escape");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    const detail = page.locator("#detail");
    await detail.locator(".reason", { hasText: "no route matches GET /api/none: 404 from API Gateway" }).waitFor();
    const hidden = await page.content();
    expect(hidden).not.toContain("opaque-credentials");
    expect(hidden).not.toContain("query-credentials");
    await page.locator("#secrets").check();
    await detail.locator("td", { hasText: "Bearer opaque-credentials" }).first().waitFor();
    await page.keyboard.press("Escape");
    await page.locator("#tasks-panel").waitFor();
    await expect(page.locator("#secrets").isChecked()).resolves.toBe(false);
    await page.close();
  });

  test("filters by service and status", async () => {
    const page = await open(1280);
    await fetch(`${run.url}/api/books/1`);
    await fetch(`${run.url}/api/books/none`);
    await page.locator("#requests tr", { hasText: "/api/books/none" }).first().waitFor();
    await page.locator("#service").selectOption("book-service");
    await page.locator("#status").selectOption("4");
    const shown = await page.locator("#requests tr:visible .status").allTextContents();
    expect(new Set(shown.map((status) => status[0]))).toEqual(new Set(["4"]));
    await page.close();
  });

  test("faults by one click: a slow task answers late, until it recovers", async () => {
    const page = await open(1280);
    for (const number of [1, 2]) await page.getByRole("button", { name: `Slow author-service/${number}` }).click();
    await page.locator("#tasks li", { hasText: "author-service/2" }).getByText("2000 ms late").waitFor();
    const before = performance.now();
    await fetch(`${run.url}/api/authors/1`);
    expect(performance.now() - before).toBeGreaterThan(1990);
    for (const number of [1, 2]) await page.getByRole("button", { name: `Recover author-service/${number}` }).click();
    await page.locator("#tasks [aria-pressed=true]").first().waitFor({ state: "detached" });
    await page.close();
  });

  test("a task that is killed by one click, and the one after it, are seen without a reload", async () => {
    const page = await open(1280);
    await page.getByRole("button", { name: "Kill book-service/1" }).click();
    await page.locator('svg.wide [data-id="book-service/3"].healthy').waitFor();
    await page.locator("#summary", { hasText: "4 of 4 tasks healthy" }).waitFor();
    await page.close();
  });
});
