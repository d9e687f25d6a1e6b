import type { ReviewedPlans } from "../review";
import { renderJson } from "./json";
import { renderMarkdown } from "./markdown";
import { renderTerminal, type TerminalOptions } from "./terminal";
import { renderHtml } from "./html";

export type Format = "terminal" | "markdown" | "html" | "json";

/** The review in one of its formats. */
export function render(format: Format, { review, picture }: ReviewedPlans, terminal: TerminalOptions): string {
  switch (format) {
    case "terminal":
      return renderTerminal(review, terminal);
    case "markdown":
      return renderMarkdown(review);
    case "html":
      return renderHtml(review, picture());
    case "json":
      return renderJson(review);
  }
}
