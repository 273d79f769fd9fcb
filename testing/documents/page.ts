import { readFileSync } from "node:fs";

const ROOT = new URL("../../", import.meta.url);

/** A page of the documentation, by its path from the root of the repository. */
export function readPage(file: string): string {
  return readFileSync(new URL(file, ROOT), "utf8");
}

/** What is below a heading, up to the next one of the same level or a higher one. */
export function sectionOf(page: string, title: RegExp): string {
  const section: string[] = [];
  let level = 0;
  for (const { line, heading } of withHeadings(page)) {
    if (level > 0 && heading !== undefined && heading.level <= level) break;
    if (level > 0) section.push(line);
    else if (heading !== undefined && title.test(heading.title)) level = heading.level;
  }
  if (level === 0) throw new Error(`The page has no heading ${String(title)}.`);
  return section.join("\n");
}

interface Heading {
  readonly level: number;
  readonly title: string;
}

/** Comments in blocks of code begin like headings. */
function* withHeadings(page: string): Generator<{ readonly line: string; readonly heading: Heading | undefined }> {
  let isCode = false;
  for (const line of page.split("\n")) {
    if (line.trimStart().startsWith("```")) isCode = !isCode;
    const [, marks = "", title = ""] = /^(#+) (.+)$/.exec(line) ?? [];
    yield { line, heading: isCode || marks === "" ? undefined : { level: marks.length, title } };
  }
}

export interface CodeBlock {
  /** Empty for what a command prints. */
  readonly language: string;
  /** The nearest one above. */
  readonly heading: string;
  /** Blocks in a list lose its indentation. */
  readonly text: string;
}

/** All blocks of code, in their order. */
export function codeBlocksOf(page: string): readonly CodeBlock[] {
  const blocks: CodeBlock[] = [];
  let heading = "";
  let open: { readonly indentation: string; readonly language: string; readonly lines: string[] } | undefined;
  for (const { line, heading: next } of withHeadings(page)) {
    const [fence, indentation = "", language = ""] = /^( *)```(.*)$/.exec(line) ?? [];
    if (open === undefined) {
      heading = next?.title ?? heading;
      if (fence !== undefined) open = { indentation, language, lines: [] };
    } else if (fence === undefined) open.lines.push(line.replace(open.indentation, ""));
    else {
      blocks.push({ language: open.language, heading, text: `${open.lines.join("\n")}\n` });
      open = undefined;
    }
  }
  if (open !== undefined) throw new Error(`A block of code below "${heading}" does not end.`);
  return blocks;
}

/** The blocks of code in a language. */
export function blocksOf(page: string, language: string): readonly string[] {
  return codeBlocksOf(page).flatMap((block) => (block.language === language ? block.text : []));
}

/** The cells of a row of a table, none for any other line. */
export function cellsOf(line: string): readonly string[] {
  if (!line.startsWith("| ")) return [];
  return line
    .split(/(?<!\\)\|/)
    .slice(1, -1)
    .map((cell) => cell.trim());
}

/** The rows of the first table, with its head. */
export function rowsOf(text: string): readonly string[] {
  const tables = text.split("\n\n").map((block) => block.split("\n").filter((line) => line.startsWith("| ")));
  return tables.find((rows) => rows.length > 0) ?? [];
}

export function quotedIn(text: string): readonly string[] {
  return [...text.matchAll(/`([^`]+)`/g)].map(([, quoted = ""]) => quoted);
}
