import { findsPattern } from "./pattern-matcher.ts";
import { type PatternProgram, compilePattern } from "./pattern-program.ts";
import { text } from "./text.ts";
import type { ValueRule } from "./value-rule.ts";

/**
 * Text that matches the field's pattern, which an admin wrote in Zendesk. A pattern that cannot be checked here, with
 * Ruby's meaning and bounded work, is reported once to `onUnchecked`. Its values are then sent unchecked, and Zendesk
 * decides.
 */
export function regexp(pattern: string | undefined, onUnchecked?: (why: string) => void): ValueRule {
  if (!pattern) return text;
  const valid = fromRuby(pattern);
  const program = valid && compilePattern(valid.source, valid);
  if (program) return matching(program, onUnchecked);
  onUnchecked?.(
    valid
      ? "has a pattern that is too large or refers back to earlier text"
      : "has a pattern that only Ruby understands",
  );
  return text;
}

const MISMATCH =
  "does not match the field's pattern; correct the value in the source, or the pattern in Zendesk's Admin Center";

function matching(program: PatternProgram, onUnchecked?: (why: string) => void): ValueRule {
  let isReported = false;
  return (value) => {
    const coerced = text(value);
    if ("invalid" in coerced || typeof coerced.value !== "string") return coerced;
    const isFound = findsPattern(program, coerced.value);
    if (isFound === undefined && !isReported) {
      isReported = true;
      onUnchecked?.("has a pattern that takes too long to check for some values");
    }
    return isFound === false ? { invalid: MISMATCH } : coerced;
  };
}

/**
 * Zendesk's patterns are written in Ruby's dialect (its help pages test them on Rubular). This returns the same pattern
 * for JavaScript, or undefined if the dialects differ in a way that is not translated here. Then Zendesk alone decides.
 */
function fromRuby(pattern: string): RegExp | undefined {
  const ignoresCase = pattern.startsWith("(?i)");
  const source = (ignoresCase ? pattern.slice("(?i)".length) : pattern).replaceAll(/\\(.)/gsu, translateEscape);
  // JavaScript would accept both, with another meaning than Ruby: && within a class is "and", and the flag in (?m:…)
  // lets the dot match line ends.
  if (/\[[^\]]*&&|\(\?[a-z-]*m/.test(source)) return undefined;
  try {
    // `m`: in Ruby, ^ and $ match at every line. `u`: what JavaScript does not know is an error and not a plain letter
    // (\h, \R, POSIX classes, nested classes, possessive quantifiers, atomic groups).
    return new RegExp(source, ignoresCase ? "imu" : "mu");
  } catch {
    return undefined;
  }
}

const ANCHORS: Readonly<Record<string, string>> = {
  A: String.raw`(?<![\s\S])`,
  z: String.raw`(?![\s\S])`,
  Z: String.raw`(?=\n?(?![\s\S]))`,
};

function translateEscape(escape: string, character: string): string {
  const anchor = ANCHORS[character];
  if (anchor !== undefined) return anchor;
  // In Ruby, any character may be escaped (\@, \-, "\ "). With `u`, JavaScript needs another notation.
  return /[\w^$\\.*+?()[\]{}|/]/.test(character) ? escape : `\\u{${character.codePointAt(0)?.toString(16)}}`;
}
