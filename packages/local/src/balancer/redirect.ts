import type { BackendRequest, BackendResponse } from "../gateway/backend";
import type { AlbListener, ListenerAction } from "@private-http-api/topology";
import { albPage } from "./alb-answers";

type Redirect = Extract<ListenerAction, { type: "redirect" }>;

/** Answers with the URI that the action describes; `#{…}` are the request's own parts (RedirectActionConfig). */
export function redirectTo(action: Redirect, listener: AlbListener, request: BackendRequest): BackendResponse {
  const parts: Readonly<Record<string, string>> = {
    protocol: listener.protocol,
    host: (request.headers.host ?? "").replace(/:\d+$/, ""),
    port: String(listener.port),
    path: request.path.replace(/^\//, ""),
    query: request.query,
  };
  function fill(text: string): string {
    return text.replace(/#\{(\w+)\}/g, (whole, name: string) => parts[name] ?? whole);
  }
  const query = fill(action.query);
  const authority = `${fill(action.protocol).toLowerCase()}://${fill(action.host)}:${fill(action.port)}`;
  const location = `${authority}${fill(action.path)}${query === "" ? "" : `?${query}`}`;
  return albPage(action.statusCode, { location });
}
