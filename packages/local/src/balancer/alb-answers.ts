import type { BackendResponse } from "../gateway/backend";

const reasons = {
  301: "301 Moved Permanently",
  302: "302 Found",
  405: "405 Method Not Allowed",
  502: "502 Bad Gateway",
  503: "503 Service Temporarily Unavailable",
  504: "504 Gateway Time-out",
} as const;

/** An answer of an Application Load Balancer itself, with its usual HTML. */
export function albPage(status: keyof typeof reasons, headers: Readonly<Record<string, string>> = {}): BackendResponse {
  const title = reasons[status];
  const lines = [
    "<html>",
    `<head><title>${title}</title></head>`,
    "<body>",
    `<center><h1>${title}</h1></center>`,
    "</body>",
    "</html>",
    "",
  ];
  return albAnswer(status, "text/html", lines.join("\r\n"), headers);
}

/** Any other answer of the load balancer itself: fixed responses. */
export function albAnswer(
  status: number,
  contentType: string,
  body: string,
  headers: Readonly<Record<string, string>> = {},
): BackendResponse {
  return {
    status,
    headers: {
      server: "awselb/2.0",
      "content-type": contentType,
      "content-length": String(Buffer.byteLength(body)),
      ...headers,
    },
    body,
  };
}

/** 504 where no connection was established in time, 502 for every other failure ("Troubleshoot your ALBs"). */
export function albFailure(error: NodeJS.ErrnoException): BackendResponse {
  return albPage(error.code === "ETIMEDOUT" ? 504 : 502);
}
