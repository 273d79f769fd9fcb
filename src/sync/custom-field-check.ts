import { ConfigError, type Logger } from "airbyte-cdk-typescript";
import type { ObjectRules } from "../fields/object-rules.ts";
import type { StreamPlan } from "./stream-plan.ts";

/**
 * Zendesk drops a custom field that it does not know, or that is switched off, without a word, so one that the stream's schema or mapping names
 * is told before anything is written: as a `ConfigError`, or as a warning where invalid values are to be dropped.
 */
export function checkCustomFields(
  plan: StreamPlan,
  rules: ObjectRules,
  onInvalidValue: "reject_record" | "drop_value",
  logger: Logger,
): void {
  const unknown = customFields(plan).filter((field) => rules.ruleOf(field) === undefined || rules.inactive.has(field));
  if (unknown.length === 0) return;
  const what =
    `The stream "${plan.stream.name}" is to be written to ${unknown.join(", ")}, which ` +
    `${unknown.length === 1 ? "is no active custom field" : "are no active custom fields"} of ${plan.object.name} in Zendesk.`;
  const remedy = "Create or activate it in Zendesk's Admin Center, correct its key, or leave the column out.";
  if (onInvalidValue === "reject_record") throw new ConfigError(`${what} ${remedy}`);
  logger.warn(`${what} Its values are left out. ${remedy}`);
}

/** Custom fields that the mapping names, or else the schema: as flat columns, or nested in one. */
function customFields({ mapping, object, stream }: StreamPlan): readonly string[] {
  const prefix = `${object.customFieldPrefix}.`;
  if (mapping) return [...mapping.keys()].filter((field) => field.startsWith(prefix));
  const columns = propertiesOf(stream.json_schema);
  const nested = propertiesOf(columns[object.customFieldPrefix]);
  return [
    ...Object.keys(columns).filter((column) => column.startsWith(prefix)),
    ...Object.keys(nested).map((key) => prefix + key),
  ];
}

function propertiesOf(schema: unknown): Readonly<Record<string, unknown>> {
  if (typeof schema !== "object" || schema === null || !("properties" in schema)) return {};
  const { properties } = schema;
  return typeof properties === "object" && properties !== null ? { ...properties } : {};
}
