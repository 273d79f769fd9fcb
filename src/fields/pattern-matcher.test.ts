import { check, constantFrom, letrec, oneof, property, string, tuple } from "fast-check";
import { expect, it } from "vitest";
import { findsPattern } from "./pattern-matcher.ts";
import { compilePattern } from "./pattern-program.ts";

const { pattern: PATTERN } = letrec<{ pattern: string }>((tie) => ({
  pattern: oneof(
    { maxDepth: 4 },
    constantFrom("a", "b", "[ab]", "[^a]", ".", String.raw`\b`, String.raw`\B`, "^", "$", "(?=a)", "(?!b)"),
    tuple(tie("pattern"), tie("pattern")).map(([left, right]) => left + right),
    tuple(tie("pattern"), tie("pattern")).map(([left, right]) => `(?:${left}|${right})`),
    tuple(tie("pattern"), constantFrom("*", "+", "?", "*?", "{2}", "{0,2}", "{1,}", "{0}")).map(
      ([part, quantifier]) => `(${part})${quantifier}`,
    ),
    tie("pattern").map((part) => `(?!${part})`),
  ),
}));
// No characters beyond U+FFFF, because V8 also looks for empty matches between their halves.
const TEXT = string({ unit: constantFrom("a", "b", " ", "\n", "é"), maxLength: 8 });

it("finds the same matches as JavaScript", () => {
  const agrees = property(PATTERN, TEXT, (pattern, text) => {
    const program = compilePattern(pattern, { ignoreCase: false });
    return !program || findsPattern(program, text) === new RegExp(pattern, "mu").test(text);
  });
  expect(check(agrees, { numRuns: 2000 })).toMatchObject({ failed: false, counterexample: null });
});
