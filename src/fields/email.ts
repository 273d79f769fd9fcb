import { textKey } from "./keys.ts";
import { invalidKind, type Coerced } from "./value-rule.ts";

/**
 * One address: no display name, no list, and a last part that looks like a top-level domain (letters, or punycode). A
 * phone number glued to an address (`ada@example.com8050262430`) would make one that Zendesk refuses. Zendesk judges
 * the rest.
 */
const ADDRESS =
  /^[^\s\p{Cf}@<>,;:"]+@[^\s\p{Cf}@<>,;:".]+(?:\.[^\s\p{Cf}@<>,;:".]+)*\.(?:[\p{L}\p{M}]{2,}|xn--[a-z0-9-]+)$/iu;

/** Joiners, direction marks, soft hyphens: invisible, and copied along from web pages and contacts. */
const INVISIBLE = /\p{Cf}/gu;

export function email(value: unknown): Coerced {
  if (typeof value !== "string") return invalidKind(value, "an email address as text");
  const address = bareAddress(value);
  return address === "" || ADDRESS.test(address)
    ? textKey(address)
    : { invalid: "is not an email address; give one address, without a name" };
}

/** Removes what surrounds an address: `mailto:`, angle brackets, the dot of the DNS root. */
function bareAddress(written: string): string {
  const visible = withoutInvisible(written).trim();
  const target = /^mailto:(?!.*[%?])/i.test(visible) ? visible.slice("mailto:".length).trim() : visible;
  const inner = target.startsWith("<") && target.endsWith(">") ? target.slice(1, -1).trim() : target;
  return inner.endsWith(".") ? inner.slice(0, -1) : inner;
}

/** Between the letters of some scripts a joiner has a meaning, and the address without it is a different one. */
function withoutInvisible(text: string): string {
  const visible = text.replaceAll(INVISIBLE, "");
  return /^[\x20-\x7E\s]*$/.test(visible) ? visible : text;
}
