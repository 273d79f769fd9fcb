import { readFileSync, writeFileSync } from "node:fs";

const PAGE = new URL("../docs/reliability.md", import.meta.url);

/** Replaces the text between `<!-- name -->` and `<!-- /name -->` in docs/reliability.md. */
export function writeSection(name: string, text: string): void {
  const page = readFileSync(PAGE, "utf8");
  const [start, end] = [`<!-- ${name} -->`, `<!-- /${name} -->`];
  const [before, rest] = page.split(start);
  const after = rest?.split(end)[1];
  if (before === undefined || after === undefined) throw new Error(`docs/reliability.md has no section "${name}"`);
  writeFileSync(PAGE, `${before}${start}\n\n${text.trim()}\n\n${end}${after}`);
}

/** A table in Markdown. Columns of numbers are right-aligned. */
export function table(head: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  const rule = head.map((_name, column) => (typeof rows[0]?.[column] === "number" ? "---:" : "---"));
  const lines = [head, rule, ...rows.map((row) => row.map((cell) => cell.toLocaleString("en-US")))];
  return lines.map((cells) => `| ${cells.join(" | ")} |\n`).join("");
}
