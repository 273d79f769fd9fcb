import { isJsonObject } from "airbyte-cdk-typescript";
import { text } from "../../../fields/text.ts";
import { BLANK, invalidKind, type Coerced, type ValueRule } from "../../../fields/value-rule.ts";
import { parseExactly } from "../../../json/exact-json.ts";
import { WANTED, commentObject, hasText } from "./comment-parts.ts";

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
    return isJsonObject(parsed) && hasText(Object.keys(parsed)) ? parsed : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** The comments of a ticket's past: a list, or its JSON text. Any other text is one comment. */
export function comments(value: unknown): Coerced {
  if (typeof value !== "string") return Array.isArray(value) ? listOf(value, listed) : listOf([value], listed);
  const written = value.trim();
  if (written === "") return BLANK;
  if (!written.startsWith("[")) return listOf([value], listed);
  try {
    const parsed = parseExactly(written);
    return listOf(Array.isArray(parsed) ? parsed : [parsed], listed);
  } catch {
    return { invalid: "looks like a JSON list but cannot be read as one; give valid JSON" };
  }
}

/** A number in a list is more likely the id of a comment than its text. */
function listed(item: unknown): Coerced {
  return typeof item === "string" || isJsonObject(item) ? comment(item) : invalidKind(item, WANTED);
}

/** Without blank items; blank if nothing is left. */
function listOf(items: readonly unknown[], rule: ValueRule): Coerced {
  const values: unknown[] = [];
  const leftOut: Record<string, string> = {};
  for (const [index, item] of items.entries()) {
    const each = item === null ? BLANK : rule(item);
    if ("invalid" in each) return { invalid: `has an item (number ${index + 1}) that ${each.invalid}` };
    if (each.value !== null) values.push(each.value);
    Object.assign(leftOut, each.leftOut);
  }
  if (values.length === 0) return BLANK;
  return Object.keys(leftOut).length === 0 ? { value: values } : { value: values, leftOut };
}
