import { checkbox } from "../../../fields/checkbox.ts";
import { text } from "../../../fields/text.ts";
import { timestamp } from "../../../fields/timestamp.ts";
import { BLANK, invalidKind, type Coerced, type ValueRule } from "../../../fields/value-rule.ts";
import { zendeskId } from "../../../fields/zendesk-id.ts";
import { KEY_RULES, relationRule } from "../../references/relation-rule.ts";
import { USER_TARGET } from "../../references/targets.ts";

export const WANTED = 'text, or an object with "body" or "html_body"';

/** Each part by its names, in the order in which the first that is not blank counts. Case does not matter. */
const PARTS: readonly (readonly [part: string, names: Readonly<Record<string, ValueRule>>])[] = [
  ["body", { body: text }],
  ["html_body", { html_body: text }],
  ["public", { public: checkbox, is_public: checkbox }],
  [
    "author",
    {
      author_id: idOfAuthor,
      "author.id": idOfAuthor,
      author: relationRule(USER_TARGET),
      ...Object.fromEntries(USER_TARGET.keys.map((key) => [`author.${key}`, keyOfAuthor(key)])),
    },
  ],
  ["created_at", { created_at: timestamp }],
];
const KNOWN: ReadonlySet<string> = new Set(PARTS.flatMap(([, names]) => Object.keys(names)));

const CORRECTION = `remove it, or name it as one of ${[...KNOWN].join(", ")}`;

/** Attachments of tickets and of comments. */
export const UNWRITTEN_FILES: Readonly<Record<string, string>> = Object.fromEntries(
  ["attachments", "attachment", "uploads"].map((name) => [name, "attachments are never written"]),
);
const SET_BY_ZENDESK = "Zendesk sets it";
const UNWRITTEN: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    [
      "id",
      "type",
      "plain_body",
      "audit_id",
      "metadata",
      "via",
      "via_reference_id",
      "ticket_id",
      "event_type",
      "timestamp",
    ].map((name) => [name, SET_BY_ZENDESK]),
  ),
  ...UNWRITTEN_FILES,
};

type Parts = ReadonlyMap<string, unknown>;

/**
 * A comment that is an object. What is unknown may say who wrote the comment or that it is private, so it is refused: left
 * out, it could show an internal note to customers.
 */
export function commentObject(given: Readonly<Record<string, unknown>>): Coerced {
  const parts = partsOf(given);
  if (!parts) return { invalid: "has the same part twice, in different case; keep one of the two" };
  const unknown = [...parts.keys()].find((name) => !KNOWN.has(name) && !Object.hasOwn(UNWRITTEN, name));
  if (unknown !== undefined) return { invalid: `has ${described(unknown)} that comments do not have; ${CORRECTION}` };
  const sent: Record<string, unknown> = {};
  for (const [part, names] of PARTS) {
    const coerced = coercePart(parts, names);
    if ("invalid" in coerced) return coerced;
    if (coerced.value !== null) sent[part] = coerced.value;
  }
  if (sent["body"] === undefined && sent["html_body"] === undefined) {
    return hasText(Object.keys(given)) ? BLANK : invalidKind(given, WANTED);
  }
  const leftOut = Object.entries(UNWRITTEN).filter(([name]) => parts.has(name));
  return leftOut.length === 0 ? { value: sent } : { value: sent, leftOut: Object.fromEntries(leftOut) };
}

/** Whether an object with these names is a comment. */
export function hasText(names: readonly string[]): boolean {
  return names.some((name) => ["body", "html_body"].includes(name.toLowerCase()));
}

/** By their names in lower case, without nulls. Undefined if two have the same name. */
function partsOf(given: Readonly<Record<string, unknown>>): Parts | undefined {
  const filled = Object.entries(given).filter(([, value]) => value !== null && value !== undefined);
  const parts = new Map(filled.map(([name, value]) => [name.toLowerCase(), value]));
  return parts.size === filled.length ? parts : undefined;
}

function coercePart(parts: Parts, names: Readonly<Record<string, ValueRule>>): Coerced {
  const filled: unknown[] = [];
  for (const [name, rule] of Object.entries(names)) {
    const coerced = parts.has(name) ? rule(parts.get(name)) : BLANK;
    if ("invalid" in coerced) return { invalid: `has an invalid ${name}, which ${coerced.invalid}` };
    if (coerced.value !== null) filled.push(coerced.value);
  }
  if (typeof filled[0] === "boolean" && filled.includes(!filled[0])) {
    return { invalid: `differs in ${Object.keys(names).join(" and ")}; keep one of the two` };
  }
  return { value: filled[0] ?? null };
}

function idOfAuthor(value: unknown): Coerced {
  return asReference("id", zendeskId(value));
}

function keyOfAuthor(key: keyof typeof KEY_RULES): ValueRule {
  return (value) => asReference(key, KEY_RULES[key](value));
}

function asReference(key: string, coerced: Coerced): Coerced {
  return "invalid" in coerced || coerced.value === null ? coerced : { value: { [key]: coerced.value } };
}

/** A name that does not look like one may be data. */
function described(name: string): string {
  return /^[a-z][a-z_.]{0,39}$/.test(name) ? `a part "${name}"` : "a part";
}
