import { bundle } from "@private-http-api/cli-kit";
import { BOOKS, BOOKSTORE } from "@private-http-api/test-support/bookstore";
import { compare } from "./support/compare";
import { ServerProcess } from "./support/server-process";
import { type Report, times } from "./support/report";

/** The book service compared with a tutorial's implementation of the same two routes, and with one on node:http alone. */
export async function benchServices(report: Report): Promise<void> {
  const servers: ServerProcess[] = [];
  await bundle(BOOKSTORE);
  try {
    const ours = await ServerProcess.startService("book-service", "/api/books/health");
    servers.push(ours);
    const article = await ServerProcess.start("article-service.js", JSON.stringify(BOOKS));
    servers.push(article);
    const bare = await ServerProcess.start("bare-service.js", JSON.stringify(BOOKS));
    servers.push(bare);
    for (const path of ["/api/books/1", "/api/books"]) {
      const measured = await compare(
        { article: `${article.url}${path}`, ours: `${ours.url}${path}`, bare: `${bare.url}${path}` },
        { inFlight: 50 },
      );
      report.table(
        `GET ${path}, 50 in flight`,
        ["", "requests/s", "p50 ms", "p99 ms", "ratio"],
        Object.entries({
          "Express 4, console.log": measured.article,
          "book-service": measured.ours,
          "node:http alone, a line of log": measured.bare,
        }).map(([name, { requestsPerSecond, p50Milliseconds, p99Milliseconds }]) => [
          name,
          requestsPerSecond.toFixed(0),
          p50Milliseconds.toFixed(2),
          p99Milliseconds.toFixed(2),
          times(requestsPerSecond / measured.article.requestsPerSecond),
        ]),
      );
    }
  } finally {
    await Promise.all(servers.map((server) => server.stop()));
  }
}
