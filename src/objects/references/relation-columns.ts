import { type Column, column } from "../../fields/column.ts";
import type { JsonSchema } from "../../fields/json-schema.ts";
import { zendeskId } from "../../fields/zendesk-id.ts";
import { joinAlternatives } from "../../text/join-alternatives.ts";
import { type RelationField, type Target, type TargetKey, idColumnOf } from "../relation.ts";
import { KEY_RULES, objectOfKeys, relationListRule, relationRule } from "./relation-rule.ts";

const LABELS: Readonly<Record<TargetKey, string>> = { external_id: "external id", email: "email", name: "name" };

/**
 * The columns of a relation: `<field>_id` with Zendesk's own id, `<field>` with an object or a plain text, and one for each
 * key, such as `<field>.external_id`.
 */
export function relationColumns(relation: RelationField): Readonly<Record<string, Column>> {
  const { field, maxItems, target } = relation;
  const title = field.charAt(0).toUpperCase() + field.slice(1).replaceAll("_", " ");
  const flat = target.keys.map((key) => {
    const schema = {
      type: "string",
      title: `${title} ${LABELS[key]}`,
      description: `The ${LABELS[key]} of the ${target.noun}`,
    };
    return [`${field}.${key}`, column(schema, KEY_RULES[key])] as const;
  });
  const named = {
    type: ["string", "object"],
    properties: {
      id: { type: "integer" },
      ...Object.fromEntries(target.keys.map((key) => [key, { type: "string" }])),
    },
    title,
    description: `Its ${joinAlternatives(target.keys.map((key) => LABELS[key]))}, or ${objectOfKeys(target)}`,
  };
  if (maxItems !== undefined) return { [field]: listColumn(named, target, maxItems) };
  return {
    [idColumnOf(relation)]: column(
      { type: "integer", title: `${title} id`, description: "Zendesk's own id" },
      zendeskId,
    ),
    [field]: column(named, relationRule(target)),
    ...Object.fromEntries(flat),
  };
}

function listColumn({ title, ...item }: JsonSchema, target: Target, maxItems: number): Column {
  return column(
    { type: "array", items: item, title, description: `A list of at most ${maxItems}, or comma-separated text` },
    relationListRule(target, maxItems),
  );
}
