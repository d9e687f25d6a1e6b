import type { BeforeAndAfter } from "../analysis/before-and-after";
import type { Review } from "../review";
import { renderJson } from "./json";
import { renderMarkdown } from "./markdown";
import { renderTerminal, type TerminalOptions } from "./terminal";
import { renderHtml } from "./html";

export type Format = "terminal" | "markdown" | "html" | "json";

/** The review in one of its formats; `scrub` takes secrets out of what is not written from the review alone. */
export function render(
  format: Format,
  review: Review,
  sides: BeforeAndAfter,
  terminal: TerminalOptions,
  scrub: (text: string) => string,
): string {
  switch (format) {
    case "terminal":
      return renderTerminal(review, terminal);
    case "markdown":
      return renderMarkdown(review);
    case "html":
      return renderHtml(review, sides, scrub);
    case "json":
      return renderJson(review);
  }
}
