import { exactNumber, isList, type Json, textOf } from "../json.ts";
import { InvalidRecord } from "../records/invalid-record.ts";
import type { CustomField } from "./custom-field.ts";

/** The id of the record that a lookup or parent field names by its id, `external_id:` or `name:`; undefined if there is none. */
export type FindTarget = (type: string, key: "id" | "external_id" | "name", value: string) => string | undefined;

/** The value that the account stores for a custom field; null clears it. Throws InvalidRecord. */
export function storedFieldValue(field: CustomField, value: Json, target: FindTarget): Json {
  if (value === null) return null;
  const text = textOf(value);
  switch (field.type) {
    case "text":
    case "textarea":
      return text ?? (typeof value === "boolean" ? String(value) : failValue(field));
    case "checkbox":
      return value === true || ["true", "1", "yes", "on"].includes(text?.toLowerCase() ?? "");
    case "date":
      return storedDate(field, text ?? "");
    case "integer":
      return /^[-+]?\d+$/.test(text?.trim() ?? "") ? number(text ?? "") : failValue(field);
    case "decimal":
    case "currency":
      return /^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i.test(text?.trim() ?? "") ? number(text ?? "") : failValue(field);
    case "regexp":
      return text !== undefined && rubyPattern(field.regexp ?? "").test(text) ? text : failValue(field);
    case "dropdown":
    case "tagger":
      return isOption(field, value) ? value : failValue(field);
    case "multiselect":
      return isList(value) && value.every((item) => isOption(field, item)) ? value : failValue(field);
    case "partialcreditcard":
      return /^[X*]*\d{4}$/i.test(text ?? "") ? (text ?? null) : failValue(field);
    case "lookup":
    case "parent":
      return storedLookup(field, text ?? "", target);
    default:
      return field.type satisfies never;
  }
}

/** An id (in custom objects ids are words), or a key that Zendesk looks up itself. */
function storedLookup(field: CustomField, text: string, find: FindTarget): string {
  const [, key, value = ""] = /^(external_id|name):(.+)$/s.exec(text) ?? [];
  if (key === "external_id" || key === "name") return find(field.target ?? "", key, value) ?? failValue(field);
  const isId = field.target?.startsWith("zen:custom_object:") === true ? /^[\dA-Z]{26}$/ : /^\d+$/;
  return isId.test(text) ? (find(field.target ?? "", "id", text) ?? failValue(field)) : failValue(field);
}

/** An option is written as its value, never as its label. */
function isOption(field: CustomField, value: Json): boolean {
  return field.options.some((option) => option.value === value);
}

/** Zendesk gives a date back as midnight in UTC. */
function storedDate(field: CustomField, text: string): string {
  const [, day] = /^(\d{4}-\d{2}-\d{2})(?:T.*)?$/.exec(text) ?? failValue(field);
  const date = new Date(`${day}T00:00:00Z`);
  const exists = !Number.isNaN(date.getTime()) && date.toISOString().startsWith(`${day}`);
  return exists ? `${day}T00:00:00+00:00` : failValue(field);
}

function number(text: string): Json {
  // Written as JSON wants it: no plus, no leading zeros, a digit on either side of the point.
  const [, sign, whole, fraction = "", exponent = ""] = /^([-+]?)0*(\d*)(?:\.(\d*))?(e.*)?$/i.exec(text.trim()) ?? [];
  return exactNumber(
    `${sign === "-" ? "-" : ""}${whole === "" ? "0" : whole}${fraction === "" ? "" : `.${fraction}`}${exponent}`,
  );
}

/** Zendesk's patterns are Ruby's: \A and \z are the ends of the text. */
function rubyPattern(pattern: string): RegExp {
  return new RegExp(pattern.replaceAll("\\A", "^").replaceAll(/\\[zZ]/g, "$"));
}

function failValue(field: CustomField): never {
  throw new InvalidRecord("base", "InvalidValue", `${field.title}: is invalid`);
}
