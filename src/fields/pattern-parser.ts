/** A pattern as a tree. Every node that consumes text consumes one character at a time. */
export type PatternNode =
  | { readonly kind: "character"; readonly source: string }
  | { readonly kind: "place"; readonly place: Place }
  | { readonly kind: "look"; readonly isNegative: boolean; readonly ahead: PatternNode }
  | { readonly kind: "sequence"; readonly parts: readonly PatternNode[] }
  | { readonly kind: "choice"; readonly branches: readonly PatternNode[] }
  | { readonly kind: "repeat"; readonly part: PatternNode; readonly least: number; readonly most: number };

export type Place = "text-start" | "line-start" | "line-end" | "word-edge" | "no-word-edge";

const TOKEN =
  /(?<start>\(\?<!\[\\s\\S\]\))|(?<open>\((?:\?(?:[:=!]|<[A-Za-z_]\w*>))?(?!\?))|(?<quantifier>[*+?]\??|\{\d+(?:,\d*)?\}\??)|(?<place>\\[bB]|[\^$])|(?<refused>\\[k1-9]|\\u[dD][89a-fA-F])|(?<character>\[(?:\\.|[^\]\\])*\]|\\(?:[pPu]\{[^}]*\}|u[\dA-Fa-f]{4}|x[\dA-Fa-f]{2}|c[A-Za-z]|.)|[^()|])|(?<structure>[)|])/suy;

const PLACES: Readonly<Record<string, Place>> = {
  "^": "line-start",
  $: "line-end",
  "\\b": "word-edge",
  "\\B": "no-word-edge",
};

/** The deepest nesting of groups. Only a pattern made to break something has more. */
const DEEPEST = 100;

/**
 * Reads a pattern that is valid JavaScript (flag `u`). Undefined for a pattern that has to look at a character more
 * than once: back-references, and lookbehinds other than for the start of the text.
 */
export function parsePattern(source: string): PatternNode | undefined {
  const parser = new PatternParser(source);
  return parser.parse();
}

interface Group {
  readonly open: string;
  readonly branches: PatternNode[];
  parts: PatternNode[];
}

class PatternParser {
  readonly #source: string;
  readonly #outer: Group[] = [];
  #group: Group = { open: "", branches: [], parts: [] };

  constructor(source: string) {
    this.#source = source;
  }

  parse(): PatternNode | undefined {
    TOKEN.lastIndex = 0;
    while (TOKEN.lastIndex < this.#source.length) {
      const groups = TOKEN.exec(this.#source)?.groups;
      if (!groups || groups["refused"] !== undefined || this.#outer.length > DEEPEST) return undefined;
      this.#read(groups);
    }
    return nodeOf(this.#group);
  }

  #read({ start, open, quantifier, place, character, structure }: Readonly<Record<string, string | undefined>>): void {
    const { parts } = this.#group;
    if (start !== undefined) parts.push({ kind: "place", place: "text-start" });
    else if (open !== undefined) {
      this.#outer.push(this.#group);
      this.#group = { open, branches: [], parts: [] };
    } else if (quantifier !== undefined) {
      const part = parts.pop();
      if (part) parts.push({ kind: "repeat", part, ...countsOf(quantifier) });
    } else if (place !== undefined) parts.push({ kind: "place", place: PLACES[place] ?? "text-start" });
    // In Ruby, the dot excludes only the line feed.
    else if (character !== undefined) {
      parts.push({ kind: "character", source: character === "." ? String.raw`[^\n]` : character });
    } else if (structure === "|") {
      this.#group.branches.push({ kind: "sequence", parts });
      this.#group.parts = [];
    } else this.#close();
  }

  #close(): void {
    const node = nodeOf(this.#group);
    const { open } = this.#group;
    this.#group = this.#outer.pop() ?? { open: "", branches: [], parts: [] };
    const isLook = open === "(?=" || open === "(?!";
    this.#group.parts.push(isLook ? { kind: "look", isNegative: open === "(?!", ahead: node } : node);
  }
}

function nodeOf({ branches, parts }: Group): PatternNode {
  const last: PatternNode = { kind: "sequence", parts };
  return branches.length === 0 ? last : { kind: "choice", branches: [...branches, last] };
}

function countsOf(quantifier: string): { readonly least: number; readonly most: number } {
  if (quantifier.startsWith("?")) return { least: 0, most: 1 };
  if (quantifier.startsWith("*")) return { least: 0, most: Infinity };
  if (quantifier.startsWith("+")) return { least: 1, most: Infinity };
  const [, least = "0", comma, most] = /^\{(\d+)(,?)(\d*)/.exec(quantifier) ?? [];
  if (!comma) return { least: Number(least), most: Number(least) };
  return { least: Number(least), most: most ? Number(most) : Infinity };
}
