import { checkbox } from "./checkbox.ts";
import { date } from "./date.ts";
import { decimal } from "./decimal.ts";
import type { FieldDefinition, FieldType } from "./field-definition.ts";
import type { FieldRuleSettings } from "./field-rule-settings.ts";
import { integer } from "./integer.ts";
import { lookup } from "./lookup.ts";
import { dropdown, multiselect } from "./options.ts";
import { regexp } from "./regexp.ts";
import { text } from "./text.ts";
import { usState } from "./us-state.ts";
import { BLANK, type Coerced, type ValueRule } from "./value-rule.ts";

export type { FieldRuleSettings } from "./field-rule-settings.ts";

/** No API accepts more, and writing JSON overflows the stack at about 4,000. */
const DEEPEST = 100;

type RuleMaker = (definition: FieldDefinition, settings: FieldRuleSettings) => ValueRule;

const textOrState: RuleMaker = ({ key }, { usStateFields }) => (usStateFields.includes(key) ? usState : text);

const RULES: Readonly<Record<FieldType, RuleMaker>> = {
  text: textOrState,
  textarea: textOrState,
  checkbox: () => checkbox,
  date: () => date,
  integer: () => integer,
  decimal: ({ key }, { decimalPlaces, onRounded }) => decimal(decimalPlaces, () => onRounded?.(key)),
  regexp: ({ key, regexp: pattern }, { onUnchecked }) => regexp(pattern, (why) => onUnchecked?.(key, why)),
  dropdown: ({ options }) => dropdown(options ?? []),
  multiselect: ({ options }) => multiselect(options ?? []),
  lookup: ({ relationshipTargetType }) => lookup(relationshipTargetType),
  // How many digits an amount has depends on the currency.
  currency: () => decimal(null),
  parent: ({ relationshipTargetType }) => lookup(relationshipTargetType),
};

/** The rule of a custom field. Make it once per sync: dropdowns and patterns are prepared here. */
export function customFieldRule(definition: FieldDefinition, settings: FieldRuleSettings): ValueRule {
  // Zendesk silently ignores values of inactive fields.
  if (!definition.active) {
    return () => ({ invalid: "is deactivated in Zendesk; activate it there, or remove the column" });
  }
  if (isKnownType(definition.type)) return RULES[definition.type](definition, settings);
  settings.onUnchecked?.(definition.key, `is of the type ${definition.type}, which is unknown to this version`);
  return passThrough;
}

function isKnownType(type: string): type is FieldType {
  return Object.hasOwn(RULES, type);
}

/** For a type of field that this connector does not know yet: sent as received, and only Zendesk checks it. */
function passThrough(value: unknown): Coerced {
  if (typeof value === "string" && value.trim() === "") return BLANK;
  return isDeeperThan(DEEPEST, value)
    ? { invalid: `is nested more than ${DEEPEST} levels deep; flatten it in the source` }
    : { value };
}

/** Level by level, because a value may be nested more deeply than the stack allows. */
function isDeeperThan(levels: number, value: unknown): boolean {
  let level: readonly unknown[] = [value];
  for (let depth = 0; depth <= levels; depth++) {
    level = level.flatMap((each) => (typeof each === "object" && each !== null ? Object.values(each) : []));
    if (level.length === 0) return false;
  }
  return true;
}
