import { waysToMatch } from "./pattern-ways.ts";
import { fromRuby } from "./ruby-pattern.ts";
import { text } from "./text.ts";
import type { ValueRule } from "./value-rule.ts";

/** Longer values are left to Zendesk, so that a pattern's work stays below this bound whatever comes. */
const LONGEST_CHECKED = 128;
/** Three unbounded parts, as patterns for e-mail addresses have; each can take any length from none to the longest. */
const MOST_WAYS = (LONGEST_CHECKED + 1) ** 3;

/**
 * Text that matches the field's pattern, which Zendesk's admin wrote. A pattern that cannot be tried here, safely and
 * with Ruby's meaning, is told once by `onUnchecked`: its values go out as they are, and Zendesk refuses what it must.
 */
export function regexp(pattern: string | undefined, onUnchecked?: (why: string) => void): ValueRule {
  if (!pattern) return text;
  const compiled = fromRuby(pattern);
  if (compiled && waysToMatch(compiled.source, LONGEST_CHECKED) <= MOST_WAYS) return matching(compiled);
  onUnchecked?.(
    compiled ? "has a pattern that could take very long to try" : "has a pattern that only Ruby understands",
  );
  return text;
}

const MISMATCH =
  "does not match the field's pattern; correct it in the source, or the pattern in Zendesk's Admin Center";

function matching(pattern: RegExp): ValueRule {
  return (value) => {
    const coerced = text(value);
    if ("invalid" in coerced || typeof coerced.value !== "string") return coerced;
    return coerced.value.length > LONGEST_CHECKED || pattern.test(coerced.value) ? coerced : { invalid: MISMATCH };
  };
}
