import { readFileSync, writeFileSync } from "node:fs";

const ROOT = new URL("../../", import.meta.url);

/** Replaces the text between `<!-- name -->` and `<!-- /name -->` in a page of the documentation. */
export function writeSection(file: string, name: string, text: string): void {
  const url = new URL(file, ROOT);
  writeFileSync(url, replaceSection(readFileSync(url, "utf8"), name, text));
}

/** The page with this text in its section. Throws if it has no such section. */
export function replaceSection(page: string, name: string, text: string): string {
  const [start, end] = [`<!-- ${name} -->`, `<!-- /${name} -->`];
  const [before, rest] = page.split(start);
  const after = rest?.split(end)[1];
  if (before === undefined || after === undefined) throw new Error(`the page has no section "${name}"`);
  return `${before}${start}\n\n${text.trim()}\n\n${end}${after}`;
}

/** A table in Markdown. Columns of numbers are right-aligned. */
export function table(head: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  const rule = head.map((_name, column) => (typeof rows[0]?.[column] === "number" ? "---:" : "---"));
  const lines = [head, rule, ...rows.map((row) => row.map((cell) => cell.toLocaleString("en-US")))];
  return lines.map((cells) => `| ${cells.join(" | ")} |\n`).join("");
}
