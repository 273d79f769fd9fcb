import { externalId, nameKey } from "../../fields/keys.ts";
import { BLANK, invalidKind, type Coerced } from "../../fields/value-rule.ts";
import { zendeskId } from "../../fields/zendesk-id.ts";

/** How an organization may be named, the surest way first. */
const REFERENCES = [
  ["id", zendeskId],
  ["external_id", externalId],
  ["name", nameKey],
] as const;

const WANTED = 'an organization\'s name, or an object with its "id", "external_id" or "name"';

/**
 * The organization that a user belongs to, as an object with the one key it is to be found by: text is its name; an
 * object may name it by `id`, `external_id` or `name`. A bare number could be an id or an external_id, so it is neither.
 */
export function organization(value: unknown): Coerced {
  const given = typeof value === "string" ? { name: value } : value;
  if (typeof given !== "object" || given === null) return invalidKind(value, WANTED);
  const keys = new Map<string, unknown>(Object.entries(given));
  if (!REFERENCES.some(([key]) => keys.has(key))) return invalidKind(value, WANTED);
  for (const [key, rule] of REFERENCES) {
    const reference = rule(keys.get(key) ?? "");
    if ("invalid" in reference) {
      return { invalid: `names an organization with an invalid ${key}, which ${reference.invalid}` };
    }
    if (reference.value !== null) return { value: { [key]: reference.value } };
  }
  return BLANK;
}
