import type { FieldOption } from "./field-definition.ts";
import { optionLookup, type OptionLookup } from "./option-lookup.ts";
import { textList } from "./text-list.ts";
import { scalarText } from "./text.ts";
import { BLANK, invalidKind, type Coerced, type ValueRule } from "./value-rule.ts";

/** One option, by its value or its label. Zendesk does not do this: it takes a label for a value. */
export function dropdown(options: readonly FieldOption[]): ValueRule {
  const find = optionLookup(options);
  return (value) => {
    const written = scalarText(value)?.trim();
    if (written === undefined) return invalidKind(value, "one option");
    return written === "" ? BLANK : find(written);
  };
}

/**
 * Several options, by values or labels. Text is taken as one option where it is one, since labels may hold commas,
 * and as a list only then.
 */
export function multiselect(options: readonly FieldOption[]): ValueRule {
  const find = optionLookup(options);
  return (value) => {
    const written = scalarText(value)?.trim();
    if (written === "") return BLANK;
    const whole = written === undefined ? undefined : find(written);
    if (whole && "value" in whole) return { value: [whole.value] };
    const list = textList(value);
    return list ? findAll(list, find) : invalidKind(value, "a list of options");
  };
}

function findAll(list: readonly string[], find: OptionLookup): Coerced {
  const values = new Set<unknown>();
  for (const [index, item] of list.entries()) {
    const found = find(item);
    if ("invalid" in found)
      return list.length === 1 ? found : { invalid: `has an item (number ${index + 1}) that ${found.invalid}` };
    values.add(found.value);
  }
  return { value: [...values] };
}
