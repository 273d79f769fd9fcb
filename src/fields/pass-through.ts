import { BLANK, type Coerced } from "./value-rule.ts";

/** For a type of field that Zendesk has and this connector does not know yet: as it comes, judged by Zendesk alone. */
export function passThrough(value: unknown): Coerced {
  return typeof value === "string" && value.trim() === "" ? BLANK : { value };
}
