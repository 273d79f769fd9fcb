import type { FieldDefinition } from "./field-definition.ts";
import { type FieldRuleSettings, customFieldRule } from "./field-rules.ts";
import type { JsonSchema } from "./json-schema.ts";
import { objectSchema } from "./object-schema.ts";
import { type RecordValidator, recordValidator } from "./record-validator.ts";
import type { StandardField } from "./standard-user-fields.ts";
import type { ValueRule } from "./value-rule.ts";

/** The rules of an object's columns in one account, made once a sync. */
export interface ObjectRules {
  readonly schema: JsonSchema;
  /** Undefined for a column that the account does not have. */
  ruleOf(column: string): ValueRule | undefined;
  /** Custom fields that are switched off: whatever is sent for them, Zendesk drops. */
  readonly inactive: ReadonlySet<string>;
  readonly validate: RecordValidator;
}

export function objectRules(
  standard: Readonly<Record<string, StandardField>>,
  customFieldPrefix: string,
  definitions: readonly FieldDefinition[],
  settings: FieldRuleSettings,
): ObjectRules {
  const prefix = `${customFieldPrefix}.`;
  const usStateFields = settings.usStateFields.map((name) =>
    name.startsWith(prefix) ? name.slice(prefix.length) : name,
  );
  const customSettings = { ...settings, usStateFields };
  const rules = new Map<string, ValueRule>([
    ...Object.entries(standard).map(([column, { rule }]) => [column, rule(settings)] as const),
    ...definitions.map((each) => [prefix + each.key, customFieldRule(each, customSettings)] as const),
  ]);
  const schemas = Object.fromEntries(Object.entries(standard).map(([column, { schema }]) => [column, schema]));
  const inactive = definitions.filter(({ active }) => !active).map(({ key }) => prefix + key);
  const schema = objectSchema(schemas, customFieldPrefix, definitions);
  return {
    schema,
    ruleOf: (column) => rules.get(column),
    inactive: new Set(inactive),
    validate: recordValidator(schema),
  };
}
