import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { measureCommand } from "./support/measure-command";
import { BOOKSTORE } from "@private-http-api/test-support/bookstore";
import { compare } from "./support/compare";
import type { LoadResult } from "./support/load";
import { ServerProcess } from "./support/server-process";
import { type Report, times } from "./support/report";

/** A path of the bookstore's API. */
const PATH = "/api/books/1";

type Environment = Readonly<Record<string, string | undefined>>;

/** The overhead of the local gateway and load balancer, compared with a direct call and with the bare proxy library. */
export async function benchGateway(report: Report, env: Environment): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "bench-gateway-"));
  const outdir = join(folder, "cdktf.out");
  const servers: ServerProcess[] = [];
  async function started(server: Promise<ServerProcess>): Promise<ServerProcess> {
    servers.push(await server);
    return server;
  }
  try {
    const args = ["run", "--silent", "synth"];
    await measureCommand({ command: "npm", args, cwd: BOOKSTORE, env: { ...env, CDKTF_OUTDIR: outdir }, folder });

    const service = await started(ServerProcess.startService("book-service", "/api/books/health"));
    const through = await started(ServerProcess.start("plain-proxy.ts", service.portText));
    const before = await started(ServerProcess.start("gateway.ts", outdir, "dev", service.portText));
    const urls = { direct: `${service.url}${PATH}`, plain: `${through.url}${PATH}`, gateway: `${before.url}${PATH}` };
    for (const inFlight of [1, 50]) await reportOverhead(report, inFlight, urls);

    const upstream = await started(ServerProcess.start("upstream.ts"));
    const plain = await started(ServerProcess.start("plain-proxy.ts", upstream.portText));
    const gateway = await started(ServerProcess.start("gateway.ts", outdir, "dev", upstream.portText));
    await reportThroughput(report, { plain: `${plain.url}${PATH}`, gateway: `${gateway.url}${PATH}` });
  } finally {
    await Promise.all(servers.map((server) => server.stop()));
    rmSync(folder, { recursive: true });
  }
}

async function reportOverhead(
  report: Report,
  inFlight: number,
  urls: Readonly<Record<"direct" | "plain" | "gateway", string>>,
): Promise<void> {
  const results = await compare(urls, { inFlight });
  function row(name: string, milliseconds: (result: LoadResult) => number) {
    const [direct, plain, gateway] = [results.direct, results.plain, results.gateway].map(milliseconds) as [
      number,
      number,
      number,
    ];
    return [
      name,
      direct.toFixed(2),
      plain.toFixed(2),
      times(plain / direct),
      gateway.toFixed(2),
      times(gateway / direct),
    ];
  }
  report.table(
    `GET ${PATH} of book-service, ${String(inFlight)} in flight`,
    ["", "direct", "plain proxy", "ratio", "gateway + ALB", "ratio"],
    [row("p50 ms", ({ p50Milliseconds }) => p50Milliseconds), row("p99 ms", ({ p99Milliseconds }) => p99Milliseconds)],
  );
}

async function reportThroughput(
  report: Report,
  urls: { readonly plain: string; readonly gateway: string },
): Promise<void> {
  const { plain, gateway } = await compare(urls, { inFlight: 50 });
  const share = gateway.requestsPerSecond / plain.requestsPerSecond;
  report.table(
    "Throughput, 50 in flight, with a target that does nothing",
    ["", "requests/s", "of the plain proxy"],
    [
      ["plain proxy, the same library", plain.requestsPerSecond.toFixed(0), "100 %"],
      ["gateway + ALB", gateway.requestsPerSecond.toFixed(0), `${(share * 100).toFixed(0)} %`],
    ],
  );
  report.note(
    `Rules, records and logs cost ${((1 - share) * 100).toFixed(0)} % of the throughput (target: at most 30 %)`,
  );
}
