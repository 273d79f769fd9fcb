import type { FieldOption } from "./field-definition.ts";
import { optionLookup, type OptionLookup } from "./option-lookup.ts";
import { SEPARATORS, textList } from "./text-list.ts";
import { scalarText } from "./text.ts";
import { BLANK, invalidKind, invalidList, type Coerced, type ValueRule } from "./value-rule.ts";

/** One option, by its value or its label. Zendesk does not do this: it takes a label for a value. */
export function dropdown(options: Iterable<FieldOption>): ValueRule {
  const find = optionLookup(options);
  return (value) => {
    const written = scalarText(value)?.trim();
    if (written === undefined) return invalidKind(value, "one option");
    return written === "" ? BLANK : find(written);
  };
}

/**
 * Several options, by values or labels. Labels may hold commas, so text is one option where it is one, and is split at
 * one kind of separator where splitting at all of them finds no options.
 */
export function multiselect(options: Iterable<FieldOption>): ValueRule {
  const find = optionLookup(options);
  return (value) => {
    const written = scalarText(value)?.trim();
    if (written === "") return BLANK;
    const whole = written === undefined ? undefined : find(written);
    if (whole && "value" in whole) return { value: [whole.value] };
    const found = findList(value, SEPARATORS, find);
    if ("value" in found || written === undefined) return found;
    const others = SEPARATORS.split("").filter((separator) => written.includes(separator));
    return others.map((separator) => findList(value, separator, find)).find((other) => "value" in other) ?? found;
  };
}

function findList(value: unknown, separators: string, find: OptionLookup): Coerced {
  const list = textList(value, separators);
  if (!list) return invalidList(value, "a list of options");
  const values = new Set<unknown>();
  for (const [index, item] of list.entries()) {
    const found = find(item);
    if ("invalid" in found) {
      return list.length === 1 ? found : { invalid: `has an item (number ${index + 1}) that ${found.invalid}` };
    }
    values.add(found.value);
  }
  return { value: [...values] };
}
