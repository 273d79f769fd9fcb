import { type AirbyteStream, ConfigError, type Logger } from "airbyte-cdk-typescript";
import type { ObjectRules } from "../../fields/object-rules.ts";
import type { ObjectType } from "../../objects/object-type.ts";
import { listNames, propertiesOf, suggestName } from "./column-names.ts";
import { withColumnsOfFields } from "./field-mapping.ts";
import type { StreamPlan } from "./stream-plan.ts";

/** What a plan says about its fields, or an entry of the setting `streams`, which knows no schema. */
type Mapped = Pick<StreamPlan, "mapping" | "object"> & {
  readonly stream: Pick<AirbyteStream, "name" | "json_schema">;
};

/**
 * Zendesk silently drops values of custom fields that are unknown or deactivated. So if the stream's schema or mapping
 * names such a field, it is reported before anything is written: as a `ConfigError`, or as a warning if invalid values
 * are dropped.
 */
export function checkCustomFields(
  plan: Mapped,
  rules: ObjectRules,
  onInvalidValue: "reject_record" | "drop_value",
  logger: Logger,
): void {
  checkJoinedFields(plan, rules);
  // Columns match regardless of case, but a mapping names its fields exactly, including custom fields.
  const unfit = customFields(plan).filter(
    (field) =>
      !isWritten(rules.columnNamed(field), rules) ||
      (plan.mapping && rules.columnNamed(field) !== rules.exactColumn(field)),
  );
  const shared = unfit.filter((field) => rules.columnsSharing(field).length > 0);
  const problems = [
    ...shared.map((field) => sharedTitle(field, plan, rules)),
    ...unknownFields(
      unfit.filter((field) => !shared.includes(field)),
      plan,
      rules,
    ),
  ];
  for (const { remedy, what } of problems) {
    if (onInvalidValue === "reject_record") throw new ConfigError(`${what} ${remedy}`);
    logger.warn(`${what} Such values are not written. ${remedy}`);
  }
}

/** Further names may be data that was taken for columns. */
const MAX_SUGGESTIONS = 3;

interface Problem {
  readonly what: string;
  readonly remedy: string;
}

function isWritten(column: string | undefined, rules: ObjectRules): boolean {
  return column !== undefined && !rules.inactive.has(column);
}

function sharedTitle(field: string, { object, stream }: Mapped, rules: ObjectRules): Problem {
  const fields = rules.columnsSharing(field);
  return {
    what: `The stream "${stream.name}" writes to ${listNames([field])}, but ${fields.length} custom fields of ${object.name} have this title in Zendesk.`,
    remedy: `Name the field by its id: ${listNames(fields)}.`,
  };
}

function unknownFields(unknown: readonly string[], { object, stream }: Mapped, rules: ObjectRules): Problem[] {
  if (unknown.length === 0) return [];
  const isOne = unknown.length === 1;
  const what =
    `The stream "${stream.name}" writes to ${listNames(unknown)}, which ` +
    `${isOne ? "is not an active custom field" : "are not active custom fields"} of ${object.name} in Zendesk.`;
  const alike = new Set(
    unknown.flatMap((field) => rules.columnNamed(field) ?? []).filter((field) => isWritten(field, rules)),
  );
  const hint =
    alike.size > 0
      ? `Zendesk has ${listNames([...alike])}, which ${alike.size === 1 ? "differs" : "differ"} only in case. `
      : unknown
          .slice(0, MAX_SUGGESTIONS)
          .map((field) => suggestField(field, object, rules))
          .join("");
  const remedy = isOne
    ? "Create or activate it in Zendesk's Admin Center, correct its key, or remove the column."
    : "Create or activate them in Zendesk's Admin Center, correct their keys, or remove the columns.";
  return [{ what, remedy: hint + remedy }];
}

function suggestField(field: string, { customFields: custom }: ObjectType, rules: ObjectRules): string {
  const prefix = field.slice(0, `${custom?.prefix}.`.length);
  const names = rules.activeCustomColumns().map((column) => column.slice(prefix.length));
  return suggestName(field.slice(prefix.length), names, prefix);
}

/** Custom fields named by the mapping, or else by the schema: as flat columns, or nested in one. */
function customFields({ mapping, object, stream }: Mapped): readonly string[] {
  if (!object.customFields) return [];
  const container = object.customFields.prefix;
  const prefix = `${container}.`;
  if (mapping) return [...mapping.keys()].filter((field) => field.startsWith(prefix));
  return Object.entries(propertiesOf(stream.json_schema)).flatMap(([column, schema]) => {
    const folded = column.toLowerCase();
    if (folded.startsWith(prefix)) return [column];
    if (folded !== container) return [];
    return Object.keys(propertiesOf(schema)).map((key) => prefix + key);
  });
}

/** Several columns joined are text, not a number, a date or a key. One field may be listed by its title and by its id. */
function checkJoinedFields({ mapping = new Map(), object, stream }: Mapped, rules: ObjectRules): void {
  const isKnown = (field: string): boolean => rules.ruleOf(field) !== undefined || object.unwritten.has(field);
  const joined = [...withColumnsOfFields(mapping, rules)].flatMap(([field, columns]) =>
    columns.length > 1 ? [field] : [],
  );
  const wrong = joined.filter((field) => isKnown(field) && !rules.textColumns.has(field));
  if (wrong.length === 0) return;
  const names = [...mapping.keys()].filter((name) => wrong.includes(rules.exactColumn(name)));
  throw new ConfigError(
    `The mapping of the stream "${stream.name}" lists ${listNames(names)} more than once. Only text fields may be joined from ` +
      `several columns: ${[...rules.textColumns].filter((each) => each in object.columns).join(", ")} and custom text fields. ` +
      "Keep one column for every other field.",
  );
}
