import { UserError } from "@private-http-api/cli-kit";
import ts from "typescript";
import { type ConfigSource, propertyOf } from "./config-source";

/** Plain data of a config, as for `JSON.stringify`. */
export type Value = string | number | { readonly [key: string]: Value };

/** The text with one more property at the end of an object literal; nothing else changes. */
export function withProperty(
  source: ConfigSource,
  object: ts.ObjectLiteralExpression,
  key: string,
  value: Value,
): string {
  const { text } = source;
  const last = object.properties.at(-1);
  const style = styleOf(source, object);
  const entry = `${keyText(key, style)}: ${valueText(value, style, style.indent)}`;
  if (last === undefined) {
    const brace = object.getEnd() - 1;
    const outer = indentAt(text, object.getStart());
    // Comments in the braces stay before it.
    const inside = text.slice(object.getStart() + 1, brace).trimEnd();
    const comma = source.isJson ? "" : ",";
    const body = `${inside}${style.newline}${style.indent}${entry}${comma}${style.newline}${outer}`;
    return text.slice(0, object.getStart() + 1) + body + text.slice(brace);
  }
  const { hasTrailingComma } = object.properties;
  const afterLast = commaAfter(last) ?? last.getEnd();
  const afterComments = ts.getTrailingCommentRanges(text, afterLast)?.at(-1)?.end ?? afterLast;
  const separator = style.isMultiLine ? style.newline + style.indent : " ";
  return (
    text.slice(0, last.getEnd()) +
    (hasTrailingComma ? text.slice(last.getEnd(), afterLast) : ",") +
    text.slice(afterLast, afterComments) +
    separator +
    entry +
    (hasTrailingComma ? "," : "") +
    text.slice(afterComments)
  );
}

/**
 * The text without a property of an object literal, and without the comments that belong to it: those on its line and
 * right above it.
 * @throws UserError when the property is not written there
 */
export function withoutProperty(source: ConfigSource, object: ts.ObjectLiteralExpression, key: string): string {
  const { text } = source;
  const property = propertyOf(object, key);
  if (property === undefined) {
    throw new UserError(`${source.file}: ${key} is computed and cannot be edited; remove it by hand`);
  }
  const index = object.properties.findIndex((candidate) => candidate === property);
  const previous = object.properties[index - 1];
  const isLast = index === object.properties.length - 1;
  const comma = commaAfter(property);
  const afterComma = comma ?? property.getEnd();
  const comments = ts.getTrailingCommentRanges(text, afterComma);
  const end = endOfLine(text, comments?.at(-1)?.end ?? afterComma);
  const start = startWithComments(text, property.getFullStart(), property.getStart());
  const before = text.slice(0, start);
  // Removes a comma that would become a trailing one: JSON has none.
  const between = isLast && comma === undefined && previous ? commaAfter(previous) : undefined;
  const kept = between === undefined ? before : before.slice(0, between - 1) + before.slice(between);
  return kept + text.slice(end);
}

interface Style {
  readonly isJson: boolean;
  readonly isMultiLine: boolean;
  readonly indent: string;
  /** Indentation of one more level. */
  readonly step: string;
  readonly quote: string;
  readonly newline: string;
}

/** How the file is written, as its other properties show it. */
function styleOf({ text, isJson }: ConfigSource, object: ts.ObjectLiteralExpression): Style {
  const last = object.properties.at(-1);
  const outer = indentAt(text, object.getStart());
  const isMultiLine = last === undefined || text.slice(object.getStart(), last.getStart()).includes("\n");
  const indent = last !== undefined && isMultiLine ? indentAt(text, last.getStart()) : `${outer}  `;
  const step = indent.length > outer.length && indent.startsWith(outer) ? indent.slice(outer.length) : "  ";
  const single = (text.match(/'/g) ?? []).length;
  const double = (text.match(/"/g) ?? []).length;
  return {
    ...{ isJson, isMultiLine, indent, step },
    quote: !isJson && single > double ? "'" : '"',
    newline: text.includes("\r\n") ? "\r\n" : "\n",
  };
}

function valueText(value: Value, style: Style, indent: string): string {
  if (typeof value === "string") return stringText(value, style);
  if (typeof value === "number") return String(value);
  const entries = Object.entries(value);
  const isShort = entries.length === 1 && entries.every(([, inner]) => typeof inner !== "object");
  const inside = `${indent}${style.step}`;
  const parts = entries.map(([key, inner]) => `${keyText(key, style)}: ${valueText(inner, style, inside)}`);
  if (isShort || !style.isMultiLine) return `{ ${parts.join(", ")} }`;
  const trailing = style.isJson ? "" : ",";
  return `{${style.newline}${inside}${parts.join(`,${style.newline}${inside}`)}${trailing}${style.newline}${indent}}`;
}

function keyText(key: string, style: Style): string {
  return !style.isJson && /^[A-Za-z_$][\w$]*$/.test(key) ? key : stringText(key, style);
}

function stringText(value: string, { quote }: Style): string {
  const json = JSON.stringify(value);
  return quote === '"' ? json : `'${json.slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")}'`;
}

/** The spaces and tabs at the start of a line. */
function indentAt(text: string, position: number): string {
  const line = text.lastIndexOf("\n", position - 1) + 1;
  return /^[ \t]*/.exec(text.slice(line, position))?.[0] ?? "";
}

/** The start of a property's own comments, or of its line if nothing else is on it. */
function startWithComments(text: string, fullStart: number, start: number): number {
  let first = start;
  for (const comment of [...(ts.getLeadingCommentRanges(text, fullStart) ?? [])].reverse()) {
    const between = text.slice(comment.end, first);
    const line = text.slice(text.lastIndexOf("\n", comment.pos - 1) + 1, comment.pos);
    // A comment before a blank line is about something else; one after other code is about that code.
    if (between.split("\n").length > 2 || line.trim() !== "") break;
    first = comment.pos;
  }
  const line = text.lastIndexOf("\n", first - 1) + 1;
  if (text.slice(line, first).trim() === "") return line;
  const spaces = /[ \t]*$/.exec(text.slice(0, first))?.[0].length ?? 0;
  return first - spaces;
}

/** The start of the next line if only blanks are left on this one; otherwise the position itself. */
function endOfLine(text: string, position: number): number {
  const rest = /^[ \t]*\r?\n/.exec(text.slice(position));
  return rest ? position + rest[0].length : position;
}

/** Where the comma after a property ends; undefined without a comma. */
function commaAfter(property: ts.ObjectLiteralElementLike): number | undefined {
  const list = property.parent.getChildren().find((child) => child.getChildren().includes(property));
  const tokens = list?.getChildren() ?? [];
  const next = tokens[tokens.indexOf(property) + 1];
  return next?.kind === ts.SyntaxKind.CommaToken ? next.getEnd() : undefined;
}
