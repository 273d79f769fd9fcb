import { BLANK, invalidKind, type Coerced } from "./value-rule.ts";

/** A picture that Zendesk fetches later; when it cannot, nobody is told (Zendesk: remote_photo_url). */
export function webAddress(value: unknown): Coerced {
  if (typeof value !== "string") return invalidKind(value, "a web address as text");
  const written = value.trim();
  if (written === "") return BLANK;
  return /^https?:\/\//i.test(written) && URL.canParse(written)
    ? { value: written }
    : { invalid: "is not a web address; give one that starts with https://" };
}
