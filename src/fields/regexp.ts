import { findsPattern } from "./pattern-matcher.ts";
import { type PatternProgram, compilePattern } from "./pattern-program.ts";
import { fromRuby } from "./ruby-pattern.ts";
import { text } from "./text.ts";
import type { ValueRule } from "./value-rule.ts";

/**
 * Text that matches the field's pattern, which Zendesk's admin wrote. What cannot be tried here with Ruby's meaning and
 * in bounded work is reported once by `onUnchecked`: it goes out as it is, and Zendesk refuses what it must.
 */
export function regexp(pattern: string | undefined, onUnchecked?: (why: string) => void): ValueRule {
  if (!pattern) return text;
  const valid = fromRuby(pattern);
  const program = valid && compilePattern(valid.source, valid.ignoreCase);
  if (program) return matching(program, onUnchecked);
  onUnchecked?.(
    valid ? "has a pattern that is too large or looks back in the text" : "has a pattern that only Ruby understands",
  );
  return text;
}

const MISMATCH =
  "does not match the field's pattern; correct it in the source, or the pattern in Zendesk's Admin Center";

function matching(program: PatternProgram, onUnchecked?: (why: string) => void): ValueRule {
  let isReported = false;
  return (value) => {
    const coerced = text(value);
    if ("invalid" in coerced || typeof coerced.value !== "string") return coerced;
    const isFound = findsPattern(program, coerced.value);
    if (isFound === undefined && !isReported) {
      isReported = true;
      onUnchecked?.("has a pattern that takes too long to try on some of them");
    }
    return isFound === false ? { invalid: MISMATCH } : coerced;
  };
}
