import type { Place } from "./pattern-parser.ts";
import type { PatternProgram } from "./pattern-program.ts";

/** The most states visited for one value: a few milliseconds. Ordinary patterns take some hundreds. */
const MAX_STEPS = 100_000;

/**
 * Whether the pattern is found in the text. All states that a match may be in advance together, one character at a
 * time. The work grows with the length of text and pattern, and not with the number of ways to match: JavaScript's own
 * engine takes years for `(a+)+$` on 60 letters. Undefined if it would take too many steps.
 */
export function findsPattern(program: PatternProgram, text: string): boolean | undefined {
  if (text.length > MAX_STEPS) return undefined;
  const search = new PatternSearch(program, text);
  const isFound = search.matchesFrom(program.start, 0, "anywhere");
  return search.isOver ? undefined : isFound;
}

class PatternSearch {
  readonly #states: PatternProgram["states"];
  readonly #characters: readonly string[];
  /** Results of lookaheads by state and position, so that each is evaluated once. */
  readonly #seen = new Map<string, boolean>();
  #steps = 0;

  constructor({ states }: PatternProgram, text: string) {
    this.#states = states;
    this.#characters = Array.from(text);
  }

  get isOver(): boolean {
    return this.#steps > MAX_STEPS;
  }

  matchesFrom(start: number, position: number, where: "here" | "anywhere"): boolean {
    let entered: readonly number[] = [start];
    for (let at = position; at <= this.#characters.length && !this.isOver; at++) {
      const reached = new Set<number>();
      for (const state of entered) this.#enter(state, at, reached);
      if (where === "anywhere") this.#enter(start, at, reached);
      if (reached.has(0)) return true;
      entered = this.#afterCharacter(reached, at);
      if (where === "here" && entered.length === 0) return false;
    }
    return false;
  }

  /** Adds the state, and all states that can be reached from it without consuming a character. */
  #enter(first: number, at: number, reached: Set<number>): void {
    const waiting = [first];
    for (let index = waiting.pop(); index !== undefined && !this.isOver; index = waiting.pop()) {
      this.#steps += 1;
      const state = this.#states[index];
      if (!state || reached.has(index)) continue;
      reached.add(index);
      if (state.kind === "split") waiting.push(...state.ways);
      else if (state.kind === "place" && this.#isAt(state.place, at)) waiting.push(state.next);
      else if (state.kind === "look" && this.#looksAhead(state.ahead, at) !== state.isNegative) {
        waiting.push(state.next);
      }
    }
  }

  #afterCharacter(reached: ReadonlySet<number>, at: number): readonly number[] {
    const character = this.#characters[at];
    if (character === undefined) return [];
    const next: number[] = [];
    for (const index of reached) {
      const state = this.#states[index];
      if (state?.kind !== "character") continue;
      this.#steps += 1;
      if (state.character.test(character)) next.push(state.next);
    }
    return next;
  }

  #looksAhead(ahead: number, at: number): boolean {
    const key = `${ahead} ${at}`;
    const seen = this.#seen.get(key) ?? this.matchesFrom(ahead, at, "here");
    this.#seen.set(key, seen);
    return seen;
  }

  #isAt(place: Place, at: number): boolean {
    const before = this.#characters[at - 1];
    const after = this.#characters[at];
    switch (place) {
      case "text-start":
        return at === 0;
      // In Ruby, ^ and $ match at every line.
      case "line-start":
        return before === undefined || before === "\n";
      case "line-end":
        return after === undefined || after === "\n";
      case "word-edge":
        return isOfWord(before) !== isOfWord(after);
      case "no-word-edge":
        return isOfWord(before) === isOfWord(after);
    }
  }
}

function isOfWord(character: string | undefined): boolean {
  return character !== undefined && /^\w$/.test(character);
}
