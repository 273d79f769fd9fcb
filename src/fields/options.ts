import { hashText } from "../compact/hash-text.ts";
import type { FieldOption } from "./field-definition.ts";
import { SEPARATORS, textList } from "./text-list.ts";
import { scalarText } from "./text.ts";
import { BLANK, invalidKind, invalidList, type Coerced, type ValueRule } from "./value-rule.ts";

/** An option's value or label. Zendesk itself would treat a label as a value. */
export function dropdown(options: Iterable<FieldOption>): ValueRule {
  const find = optionLookup(options);
  return (value) => {
    const written = scalarText(value)?.trim();
    if (written === undefined) return invalidKind(value, "one option");
    return written === "" ? BLANK : find(written);
  };
}

/**
 * Several options, by values or labels. A label may contain a separator. So the whole text may be one option, and text
 * is split at a single kind of separator if splitting at all of them does not find options.
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

/** Finds the option that a text means, and returns its value, which Zendesk's API expects. */
type OptionLookup = (written: string) => Coerced;

const AMBIGUOUS: Coerced = { invalid: "is the label of more than one option; give the option's value instead" };

/**
 * An option's exact value takes precedence, then its exact label, then either regardless of case. A text that fits two options
 * equally fits neither.
 */
function optionLookup(options: Iterable<FieldOption>): OptionLookup {
  const index = new OptionIndex(options);
  const recent = new Map<string, Coerced>();
  return (written) => {
    const known = recent.get(written);
    if (known) return known;
    const found = findIn(index, written);
    // Most records have one of a few options. A text that is none of them may be of any length.
    if ("value" in found && recent.size < MAX_RECENT) recent.set(written, found);
    return found;
  };
}

const MAX_RECENT = 100;

/** Longer lists are easier to read in Zendesk. */
const MAX_LISTED = 20;
const LONGEST_LIST = 500;

function unknownOption(index: OptionIndex): Coerced {
  const values = index.count > MAX_LISTED ? "" : index.values().join(", ");
  const isShort = values !== "" && values.length <= LONGEST_LIST;
  const list = isShort ? `: ${values}` : "; give an option's value or label as shown in Zendesk's Admin Center";
  return { invalid: `is not one of the field's options${list}` };
}

function findIn(index: OptionIndex, written: string): Coerced {
  const fitting = index.inAnyCase(written);
  const exact = fitting.find(({ value }) => value === written);
  if (exact) return { value: exact.value };
  const labelled = fitting.filter(({ name }) => name.trim() === written);
  const values = new Set((labelled.length > 0 ? labelled : fitting).map(({ value }) => value));
  const [value] = values;
  if (value === undefined) return unknownOption(index);
  return values.size === 1 ? { value } : AMBIGUOUS;
}

/**
 * Finds options by label or value regardless of case. An account may have 500,000 options, and Maps of objects would take ten
 * times the memory. So all texts are joined into one, and a hash table of numbers finds their positions in it.
 */
class OptionIndex {
  readonly #texts: string;
  /** Where each label and each value ends, in turn. */
  readonly #ends: Uint32Array;
  /** 1 + the number of an option, in the first free slot from the text's hash on; 0 is a free slot. */
  readonly #slots: Uint32Array;

  constructor(options: Iterable<FieldOption>) {
    const texts = Array.from(options, ({ name, value }) => [name, value]).flat();
    this.#texts = texts.join("");
    this.#ends = new Uint32Array(texts.length);
    this.#slots = new Uint32Array(2 * texts.length + 1);
    let end = 0;
    for (const [position, text] of texts.entries()) {
      end += text.length;
      this.#ends[position] = end;
      let slot = this.#slotOf(anyCase(text));
      while (this.#slots[slot] !== 0) slot = (slot + 1) % this.#slots.length;
      this.#slots[slot] = (position >> 1) + 1;
    }
  }

  get count(): number {
    return this.#ends.length / 2;
  }

  values(): readonly string[] {
    return Array.from({ length: this.count }, (_, option) => this.#text(2 * option + 1));
  }

  inAnyCase(written: string): readonly FieldOption[] {
    const wanted = anyCase(written);
    const fitting: FieldOption[] = [];
    for (let slot = this.#slotOf(wanted); this.#slots[slot] !== 0; slot = (slot + 1) % this.#slots.length) {
      const number = (this.#slots[slot] ?? 0) - 1;
      const option = { name: this.#text(2 * number), value: this.#text(2 * number + 1) };
      if (anyCase(option.name) === wanted || anyCase(option.value) === wanted) fitting.push(option);
    }
    return fitting;
  }

  #text(position: number): string {
    return this.#texts.slice(this.#ends[position - 1] ?? 0, this.#ends[position]);
  }

  #slotOf(text: string): number {
    return hashText(text) % this.#slots.length;
  }
}

/** NFC: the same letter may be one code point, or a letter and its accent. */
function anyCase(text: string): string {
  return text.trim().normalize("NFC").toLowerCase();
}
