import { email } from "../../fields/email.ts";
import { externalId, nameKey, referenceKey } from "../../fields/keys.ts";
import { textList } from "../../fields/text-list.ts";
import { BLANK, invalidKind, invalidList, type Coerced, type ValueRule } from "../../fields/value-rule.ts";
import { zendeskId } from "../../fields/zendesk-id.ts";
import { parseExactly } from "../../json/exact-json.ts";
import { findName } from "../../text/find-name.ts";
import { joinAlternatives } from "../../text/join-alternatives.ts";
import type { Target, TargetKey } from "../relation.ts";

export const KEY_RULES: Readonly<Record<"id" | TargetKey, ValueRule>> = {
  id: zendeskId,
  external_id: referenceKey(externalId),
  email: referenceKey(email),
  name: referenceKey(nameKey),
};

/**
 * The rule of a field that refers to something. Gives an object with the keys to look for, in the order in which they are
 * tried. Of an object, only its most reliable key is tried; of plain text, each key that it may be. A bare number could
 * be an id or an external_id, so it is invalid.
 */
export function relationRule(target: Target): ValueRule {
  return (value) => {
    if (typeof value === "string") return textReference(value, target);
    if (typeof value === "object" && value !== null && !Array.isArray(value)) return objectReference(value, target);
    return invalidKind(value, wanted(target));
  };
}

function textReference(value: string, { keys }: Target): Coerced {
  const isAddress = value.includes("@") && keys.includes("email");
  const tried = isAddress ? (["email"] as const) : keys.filter((key) => key !== "email");
  const references: [string, unknown][] = [];
  for (const key of tried) {
    const reference = KEY_RULES[key](value);
    if ("invalid" in reference) return reference;
    if (reference.value !== null) references.push([key, reference.value]);
  }
  return references.length === 0 ? BLANK : { value: Object.fromEntries(references) };
}

function objectReference(given: object, target: Target): Coerced {
  const keys = ["id", ...target.keys] as const;
  const values = new Map<string, unknown>(Object.entries(given));
  const named = keys.map((key) => [key, findName(key, [...values.keys()])] as const);
  if (named.every(([, name]) => name === undefined)) return invalidKind(given, wanted(target));
  for (const [key, name] of named) {
    const reference = KEY_RULES[key](name === undefined ? "" : (values.get(name) ?? ""));
    if ("invalid" in reference) return { invalid: `has an invalid ${key}, which ${reference.invalid}` };
    if (reference.value !== null) return { value: { [key]: reference.value } };
  }
  return BLANK;
}

/** The rule of a list of such references: a list, or text that holds one. */
export function relationListRule(target: Target, maxItems: number): ValueRule {
  const rule = relationRule(target);
  return (value) => {
    if (typeof value === "string" && value.trim() === "") return BLANK;
    const items = itemsIn(value);
    if (!items) return invalidList(value, `a list of ${target.noun}s`);
    const named = new Map<string, unknown>();
    for (const item of items) {
      const coerced = item === null ? BLANK : rule(item);
      if ("invalid" in coerced) return { invalid: `has an item that ${coerced.invalid}` };
      if (coerced.value !== null) named.set(JSON.stringify(coerced.value), coerced.value);
    }
    if (named.size > maxItems) {
      return { invalid: `names ${named.size} ${target.noun}s, but Zendesk allows ${maxItems}` };
    }
    return { value: [...named.values()] };
  };
}

function itemsIn(value: unknown): readonly unknown[] | undefined {
  if (Array.isArray(value)) return value;
  if (typeof value !== "string") return undefined;
  return (value.trimStart().startsWith("[") ? itemsOfJson(value) : undefined) ?? textList(value);
}

function itemsOfJson(value: string): readonly unknown[] | undefined {
  try {
    const parsed = parseExactly(value);
    return Array.isArray(parsed) ? parsed : undefined;
  } catch {
    return undefined;
  }
}

function wanted(target: Target): string {
  return `the ${target.noun}'s ${joinAlternatives(target.keys)} as text, or ${objectOfKeys(target)}`;
}

export function objectOfKeys({ keys }: Target): string {
  return `an object with its ${joinAlternatives(["id", ...keys].map((key) => `"${key}"`))}`;
}
