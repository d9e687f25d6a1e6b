import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { measureCommand } from "./support/measure-command";
import { BOOKSTORE } from "@private-http-api/test-support/bookstore";
import { compare } from "./support/compare";
import { ServerProcess } from "./support/server-process";
import { type Report, times } from "./support/report";

/** A path of the bookstore's API. */
const PATH = "/api/books/1";

type Environment = Readonly<Record<string, string | undefined>>;

type Proxy = "relay of TCP bytes" | "plain proxy on node:http" | "http-proxy-3" | "gateway + ALB";

/** The overhead of the local gateway and load balancer, compared with a direct call and with bare proxies. */
export async function benchGateway(report: Report, env: Environment): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "bench-gateway-"));
  const outdir = join(folder, "cdktf.out");
  const servers: ServerProcess[] = [];
  async function started(server: Promise<ServerProcess>): Promise<ServerProcess> {
    servers.push(await server);
    return server;
  }
  async function proxiesTo(port: string): Promise<Readonly<Record<Proxy, string>>> {
    const relay = await started(ServerProcess.start("relay.ts", port));
    const plain = await started(ServerProcess.start("plain-proxy.ts", port));
    const library = await started(ServerProcess.start("library-proxy.ts", port));
    const gateway = await started(ServerProcess.start("gateway.ts", outdir, "dev", port));
    return {
      "relay of TCP bytes": `${relay.url}${PATH}`,
      "plain proxy on node:http": `${plain.url}${PATH}`,
      "http-proxy-3": `${library.url}${PATH}`,
      "gateway + ALB": `${gateway.url}${PATH}`,
    };
  }
  try {
    const args = ["run", "--silent", "synth"];
    await measureCommand({ command: "npm", args, cwd: BOOKSTORE, env: { ...env, CDKTF_OUTDIR: outdir }, folder });

    const service = await started(ServerProcess.startService("book-service", "/api/books/health"));
    const urls = { direct: `${service.url}${PATH}`, ...(await proxiesTo(service.portText)) };
    for (const inFlight of [1, 50]) await reportOverhead(report, inFlight, urls);

    const upstream = await started(ServerProcess.start("upstream.ts"));
    await reportThroughput(report, await proxiesTo(upstream.portText));
  } finally {
    await Promise.all(servers.map((server) => server.stop()));
    rmSync(folder, { recursive: true });
  }
}

async function reportOverhead(
  report: Report,
  inFlight: number,
  urls: Readonly<Record<"direct" | Proxy, string>>,
): Promise<void> {
  const results = await compare(urls, { inFlight });
  const { direct } = results;
  report.table(
    `GET ${PATH} of book-service, ${String(inFlight)} in flight`,
    ["", "p50 ms", "of direct", "p99 ms", "of direct"],
    Object.entries(results).map(([name, { p50Milliseconds: p50, p99Milliseconds: p99 }]) => [
      name,
      ...[p50.toFixed(2), times(p50 / direct.p50Milliseconds)],
      ...[p99.toFixed(2), times(p99 / direct.p99Milliseconds)],
    ]),
  );
}

async function reportThroughput(report: Report, urls: Readonly<Record<Proxy, string>>): Promise<void> {
  const results = await compare(urls, { inFlight: 50 });
  const plain = results["plain proxy on node:http"].requestsPerSecond;
  report.table(
    "Throughput, 50 in flight, with a target that does nothing",
    ["", "requests/s", "of the plain proxy"],
    Object.entries(results).map(([name, { requestsPerSecond }]) => [
      name,
      requestsPerSecond.toFixed(0),
      `${((requestsPerSecond / plain) * 100).toFixed(0)} %`,
    ]),
  );
  const share = results["gateway + ALB"].requestsPerSecond / plain;
  report.note(
    `Rules, records and logs cost ${((1 - share) * 100).toFixed(0)} % of the throughput (target: at most 20 %)`,
  );
}
