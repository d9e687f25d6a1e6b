import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { writeFileSync } from "node:fs";
import path from "node:path";
import { freePort } from "@private-http-api/cli-kit";
import { findBrowser } from "@private-http-api/emulator";
import { chromium } from "playwright-core";
import { BOOKSTORE } from "../bookstore-folder";
import { pageSourcesHash } from "./page-sources";

const root = path.resolve(__dirname, "../../../..");
const picture = path.join(root, "docs/local-page.png");

/** Paths to call before the screenshot: successes, a client error, and one without a route. */
const CALLS = ["/api/books", "/api/books/1", "/api/authors/1", "/api/authors", "/api/books/1abc", "/api/booksX"];

/** Writes docs/local-page.png: a screenshot of the bookstore's page of `npm start`, after a few requests. */
async function main(): Promise<void> {
  const executablePath = findBrowser(process.env);
  if (executablePath === undefined) throw new Error("no Chromium or Chrome is on the PATH: install one of them");
  const [port, pagePort] = [await freePort(), await freePort()];
  const args = ["--require", require.resolve("tsx/cjs"), path.join(root, "packages/local/src/cli.ts")];
  const served = spawn(process.execPath, [...args, "--port", String(port), "--page-port", String(pagePort)], {
    cwd: BOOKSTORE,
    stdio: ["ignore", "ignore", "inherit"],
  });
  try {
    await serving(served, `http://localhost:${port}/api/books`);
    for (const call of CALLS) await fetch(`http://localhost:${port}${call}`);
    const browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] });
    const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
    await page.goto(`http://localhost:${pagePort}/_local/`);
    await page.locator("#live", { hasText: "live" }).waitFor();
    await page.screenshot({ path: picture });
    await browser.close();
  } finally {
    served.kill("SIGTERM");
    if (served.exitCode === null) await once(served, "exit");
  }
  writeFileSync(`${picture}.sources`, `${pageSourcesHash()}\n`);
  console.log(path.relative(process.cwd(), picture));
}

/** Waits until a URL answers with a success. */
async function serving(child: ChildProcess, url: string): Promise<void> {
  const deadline = Date.now() + 60_000;
  while (Date.now() < deadline && child.exitCode === null) {
    const answer = await fetch(url).catch(() => undefined);
    if (answer?.ok === true) return;
    await new Promise((done) => setTimeout(done, 200));
  }
  throw new Error(`${url} does not answer`);
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
