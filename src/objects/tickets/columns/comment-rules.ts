import { isJsonObject } from "airbyte-cdk-typescript";
import { checkbox } from "../../../fields/checkbox.ts";
import { text } from "../../../fields/text.ts";
import { timestamp } from "../../../fields/timestamp.ts";
import { BLANK, invalidKind, type Coerced, type ValueRule } from "../../../fields/value-rule.ts";
import { zendeskId } from "../../../fields/zendesk-id.ts";
import { parseExactly } from "../../../json/exact-json.ts";
import { relationRule } from "../../references/relation-rule.ts";
import { USER_TARGET } from "../../references/targets.ts";

const WANTED = 'text, or an object with "body" or "html_body"';
const person = relationRule(USER_TARGET);

const PARTS: ReadonlyMap<string, ValueRule> = new Map<string, ValueRule>([
  ["body", text],
  ["html_body", text],
  ["public", checkbox],
  ["author", person],
  ["author_id", zendeskId],
  ["created_at", timestamp],
]);

/** A comment as an object with `body` or `html_body`, or as its JSON text. Any other text is its body. */
export function comment(value: unknown): Coerced {
  const given = typeof value === "string" ? (objectWithText(value) ?? value) : value;
  if (isJsonObject(given)) return commentObject(given);
  if (Array.isArray(value)) return invalidKind(value, WANTED);
  const body = text(value);
  return "invalid" in body || body.value === null ? body : { value: { body: body.value } };
}

/** Warehouses without columns for objects give their JSON text. Taken for a body, a private comment would be public. */
function objectWithText(written: string): Readonly<Record<string, unknown>> | undefined {
  if (!written.trimStart().startsWith("{")) return undefined;
  try {
    const parsed = parseExactly(written);
    return isJsonObject(parsed) && ("body" in parsed || "html_body" in parsed) ? parsed : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function commentObject(given: Readonly<Record<string, unknown>>): Coerced {
  const parts: Record<string, unknown> = {};
  for (const [name, rule] of PARTS) {
    const value = given[name] ?? null;
    const part = value === null ? BLANK : rule(value);
    if ("invalid" in part) return { invalid: `has an invalid ${name}, which ${part.invalid}` };
    if (part.value !== null) parts[name] = part.value;
  }
  if (parts["body"] !== undefined || parts["html_body"] !== undefined) return { value: parts };
  return "body" in given || "html_body" in given ? BLANK : invalidKind(given, WANTED);
}

/** The comments of a ticket's past: a list, or its JSON text. Any other text is one comment. */
export function comments(value: unknown): Coerced {
  if (typeof value !== "string") return Array.isArray(value) ? listOf(value, comment) : listOf([value], comment);
  const written = value.trim();
  if (written === "") return BLANK;
  if (!written.startsWith("[")) return listOf([value], comment);
  try {
    const parsed = parseExactly(written);
    return listOf(Array.isArray(parsed) ? parsed : [parsed], comment);
  } catch {
    return { invalid: "looks like a JSON list but cannot be read as one; give valid JSON" };
  }
}

/** Without blank items; blank if nothing is left. */
function listOf(items: readonly unknown[], rule: ValueRule): Coerced {
  const values: unknown[] = [];
  for (const [index, item] of items.entries()) {
    const each = item === null ? BLANK : rule(item);
    if ("invalid" in each) return { invalid: `has an item (number ${index + 1}) that ${each.invalid}` };
    if (each.value !== null) values.push(each.value);
  }
  return values.length === 0 ? BLANK : { value: values };
}
