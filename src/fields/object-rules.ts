import type { Column } from "./column.ts";
import { type ColumnNaming, columnNaming } from "./column-naming.ts";
import type { FieldDefinition } from "./field-definition.ts";
import { type FieldRuleSettings, customFieldRule } from "./field-rules.ts";
import type { JsonSchema } from "./json-schema.ts";
import { objectSchema, valueSchema } from "./object-schema.ts";
import { type ValueValidator, valueValidator } from "./value-validator.ts";
import type { ValueRule } from "./value-rule.ts";

/** The rules of an object's columns in one account, made once per sync. */
export interface ObjectRules extends ColumnNaming {
  /** Undefined for a column that the account does not have. */
  ruleOf(column: string): ValueRule | undefined;
  /** Columns that contain text of any kind, which may be joined from several columns. */
  readonly textColumns: ReadonlySet<string>;
  /** Custom fields of the type date, which Zendesk returns as timestamps. */
  readonly dateColumns: ReadonlySet<string>;
  /** Custom fields that name something else in Zendesk, with what Zendesk says that they point to. */
  readonly lookupColumns: ReadonlyMap<string, string>;
  /** Deactivated custom fields: Zendesk drops any value sent for them. */
  readonly inactive: ReadonlySet<string>;
  readonly validate: ValueValidator;
  /** The schema of all fields with all their options, for `discover`. */
  schema(): JsonSchema;
}

/** A rule is made when its field is first used: accounts have thousands of fields, and streams write a few. */
export function objectRules(
  standard: Readonly<Record<string, Column>>,
  customFieldPrefix: string,
  definitions: readonly FieldDefinition[],
  settings: FieldRuleSettings,
): ObjectRules {
  const prefix = `${customFieldPrefix}.`;
  const usStateFields = settings.usStateFields.map((name) =>
    name.startsWith(prefix) ? name.slice(prefix.length) : name,
  );
  const customSettings = { ...settings, usStateFields };
  const columns = new Map(Object.entries(standard));
  const custom = new Map(definitions.map((each) => [prefix + each.key, each] as const));
  const rules = new Map<string, ValueRule>();
  const standardTexts = Object.keys(standard).filter((column) => standard[column]?.isText);
  const texts = definitions.filter(({ type }) => type === "text" || type === "textarea").map(({ key }) => prefix + key);

  function makeRule(column: string): ValueRule | undefined {
    const definition = custom.get(column);
    return definition ? customFieldRule(definition, customSettings) : columns.get(column)?.rule(settings);
  }
  function schemaOf(column: string): JsonSchema | undefined {
    const definition = custom.get(column);
    return definition ? valueSchema(definition.type) : columns.get(column)?.schema;
  }

  return {
    ruleOf(column) {
      // Unknown columns are not remembered, because a source may send any number of them.
      const rule = rules.get(column) ?? makeRule(column);
      if (rule) rules.set(column, rule);
      return rule;
    },
    ...columnNaming([...columns.keys()], prefix, definitions),
    textColumns: new Set([...standardTexts, ...texts]),
    dateColumns: new Set(definitions.filter(({ type }) => type === "date").map(({ key }) => prefix + key)),
    lookupColumns: lookupColumnsOf(definitions, prefix),
    inactive: new Set(definitions.filter(({ active }) => !active).map(({ key }) => prefix + key)),
    validate: valueValidator(schemaOf),
    schema: () => {
      const schemas = Object.fromEntries(Object.entries(standard).map(([column, { schema }]) => [column, schema]));
      return objectSchema(schemas, customFieldPrefix, definitions);
    },
  };
}

function lookupColumnsOf(definitions: readonly FieldDefinition[], prefix: string): ReadonlyMap<string, string> {
  return new Map(
    definitions.flatMap(({ key, relationshipTargetType: target }) => (target ? [[prefix + key, target] as const] : [])),
  );
}
