import { type PatternNode, type Place, parsePattern } from "./pattern-parser.ts";

/** A position of a match, and what it needs to continue. Numbers are indexes of states. */
type PatternState =
  | { readonly kind: "accept" }
  | { readonly kind: "character"; readonly character: RegExp; readonly next: number }
  | { readonly kind: "place"; readonly place: Place; readonly next: number }
  | { readonly kind: "look"; readonly isNegative: boolean; readonly ahead: number; readonly next: number }
  | { readonly kind: "split"; readonly ways: readonly number[] };

export interface PatternProgram {
  readonly states: readonly PatternState[];
  readonly start: number;
}

/** Counted repetitions are written out, so `(a{100}){100}` would be 10,000 states. */
const MAX_NODES = 5000;

/** Undefined for a pattern that cannot be matched in one pass, or that is too large. */
export function compilePattern(source: string, { ignoreCase }: Pick<RegExp, "ignoreCase">): PatternProgram | undefined {
  const tree = parsePattern(source);
  if (!tree) return undefined;
  const compiler = new PatternCompiler(ignoreCase ? "iu" : "u");
  const start = compiler.compile(tree, 0);
  return compiler.isTooLarge ? undefined : { states: compiler.states, start };
}

class PatternCompiler {
  readonly states: PatternState[] = [{ kind: "accept" }];
  readonly #flags: string;
  readonly #characters = new Map<string, RegExp>();
  #nodes = 0;

  constructor(flags: string) {
    this.#flags = flags;
  }

  get isTooLarge(): boolean {
    return this.#nodes > MAX_NODES;
  }

  /** The first state of `node`. After `node`, a match continues in `next`. */
  compile(node: PatternNode, next: number): number {
    this.#nodes += 1;
    if (this.isTooLarge) return next;
    switch (node.kind) {
      case "character":
        return this.#add({ kind: "character", character: this.#character(node.source), next });
      case "place":
        return this.#add({ kind: "place", place: node.place, next });
      case "look":
        return this.#add({ kind: "look", isNegative: node.isNegative, ahead: this.compile(node.ahead, 0), next });
      case "sequence":
        return node.parts.reduceRight((following, part) => this.compile(part, following), next);
      case "choice":
        return this.#add({ kind: "split", ways: node.branches.map((branch) => this.compile(branch, next)) });
      case "repeat":
        return this.#repeat(node.part, node.least, node.most, next);
    }
  }

  #repeat(part: PatternNode, least: number, most: number, next: number): number {
    let entry = next;
    if (most === Infinity) {
      const ways: number[] = [];
      entry = this.#add({ kind: "split", ways });
      ways.push(this.compile(part, entry), next);
    } else {
      for (let count = least; count < most && !this.isTooLarge; count++) {
        entry = this.#add({ kind: "split", ways: [this.compile(part, entry), next] });
      }
    }
    for (let count = 0; count < least && !this.isTooLarge; count++) entry = this.compile(part, entry);
    return entry;
  }

  #character(source: string): RegExp {
    const known = this.#characters.get(source);
    if (known) return known;
    const character = new RegExp(`^${source}$`, this.#flags);
    this.#characters.set(source, character);
    return character;
  }

  #add(state: PatternState): number {
    return this.states.push(state) - 1;
  }
}
