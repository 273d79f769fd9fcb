import { BLANK, invalidKind, type ValueRule } from "./value-rule.ts";

/** One of a few words that Zendesk itself defines, in any case. */
export function oneOf(words: readonly string[]): ValueRule {
  const wanted = words.join(", ");
  return (value) => {
    if (typeof value !== "string") return invalidKind(value, `one of ${wanted}`);
    const word = value.trim().toLowerCase();
    if (word === "") return BLANK;
    return words.includes(word) ? { value: word } : { invalid: `is not one of ${wanted}` };
  };
}
