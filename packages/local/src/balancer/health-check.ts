import { request } from "node:http";
import { connect } from "node:net";
import type { Target } from "../gateway/backend";
import type { HealthCheck } from "@private-http-api/topology";

/** Checks a target once; if it fails, the result says why. */
export type Probe = (target: Target) => Promise<ProbeResult>;

export type ProbeResult = { readonly passed: true } | { readonly passed: false; readonly reason: string };

/** The probe of a target group's health check. */
export function createProbe(check: HealthCheck): Probe {
  return check.protocol === "TCP"
    ? (target) => probeTcp(target, check.timeoutSeconds)
    : httpProbe(check, compileMatcher(check.matcher));
}

/** `200`, `200,301`, `200-299` and mixtures of them. */
export function compileMatcher(matcher: string): (status: number) => boolean {
  const ranges = matcher.split(",").map((part) => {
    const [from, to] = part.trim().split("-").map(Number);
    return { from: from ?? NaN, to: to ?? from ?? NaN };
  });
  return (status) => ranges.some(({ from, to }) => status >= from && status <= to);
}

function httpProbe(check: HealthCheck, accepts: (status: number) => boolean): Probe {
  return (target) =>
    new Promise((resolve) => {
      function fail(reason: string): void {
        resolve({ passed: false, reason });
      }
      const probe = request(
        {
          host: target.host,
          port: target.port,
          path: check.path,
          // A new connection per check, like the load balancer.
          agent: false,
          headers: { "user-agent": "ELB-HealthChecker/2.0" },
        },
        (response) => {
          response.resume();
          const status = response.statusCode ?? 0;
          if (accepts(status)) resolve({ passed: true });
          else fail(`Health checks failed with these codes: [${status}]`);
        },
      );
      probe.setTimeout(check.timeoutSeconds * 1000, () => {
        fail("Request timed out");
        probe.destroy();
      });
      probe.on("error", (error) => {
        fail(error.message);
      });
      probe.end();
    });
}

function probeTcp(target: Target, timeoutSeconds: number): Promise<ProbeResult> {
  return new Promise((resolve) => {
    const socket = connect(target.port, target.host);
    function end(result: ProbeResult): void {
      socket.destroy();
      resolve(result);
    }
    socket.setTimeout(timeoutSeconds * 1000, () => {
      end({ passed: false, reason: "Request timed out" });
    });
    socket.once("connect", () => {
      end({ passed: true });
    });
    socket.once("error", (error) => {
      end({ passed: false, reason: error.message });
    });
  });
}
