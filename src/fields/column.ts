import type { FieldRuleSettings } from "./field-rule-settings.ts";
import type { JsonSchema } from "./json-schema.ts";
import { text } from "./text.ts";
import type { ValueRule } from "./value-rule.ts";

/** A column that every account has. */
export interface Column {
  /** How `discover` shows the column, and what its value must be after the rule. */
  readonly schema: JsonSchema;
  readonly rule: (settings: FieldRuleSettings) => ValueRule;
  /** Its rule needs the account's locales, which cost a request. */
  readonly needsLocales?: true;
  /** Zendesk fills it when it creates a thing, so a value there does not show that anyone wrote one. */
  readonly hasDefault?: true;
  /** Contains text of any kind. */
  readonly isText?: true;
}

export function column(schema: JsonSchema, rule: ValueRule): Column {
  return { schema, rule: () => rule };
}

export function textColumn(schema: JsonSchema): Column {
  return { ...column(schema, text), isText: true };
}
