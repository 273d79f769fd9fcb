import type { FieldOption } from "./field-definition.ts";
import type { Coerced } from "./value-rule.ts";

/** Finds the option that a text means, and gives its value, which is what Zendesk's API takes. */
export type OptionLookup = (written: string) => Coerced;

const UNKNOWN: Coerced = {
  invalid: "is none of the field's options; give an option's value or its label as Zendesk's Admin Center shows them",
};
const AMBIGUOUS: Coerced = { invalid: "is the label of more than one option; give the option's value instead" };

/**
 * An option's very value comes first, then its very label, then either in any case. What would fit two different
 * options fits none.
 */
export function optionLookup(options: readonly FieldOption[]): OptionLookup {
  const byValue = new Map(options.map(({ value }) => [value, { value }] as const));
  const byLabel = new Map<string, Coerced>();
  const byAnyCase = new Map<string, Coerced>();
  for (const { name, value } of options) {
    add(byLabel, name.trim(), value);
    add(byAnyCase, anyCase(name), value);
    add(byAnyCase, anyCase(value), value);
  }
  return (written) => byValue.get(written) ?? byLabel.get(written) ?? byAnyCase.get(anyCase(written)) ?? UNKNOWN;
}

function add(index: Map<string, Coerced>, key: string, value: string): void {
  const known = index.get(key);
  const isOther = known !== undefined && !("value" in known && known.value === value);
  index.set(key, isOther ? AMBIGUOUS : { value });
}

/** NFC: the same letter may come as one code point or as a letter and its accent. */
function anyCase(text: string): string {
  return text.trim().normalize("NFC").toLowerCase();
}
