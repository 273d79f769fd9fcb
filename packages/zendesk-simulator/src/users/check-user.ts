import { isList, isObject, type Json, type JsonObject, textOf } from "../json.ts";
import type { Role } from "../account/account-options.ts";
import type { Locale } from "../account/locales.ts";
import { timeZones } from "../account/time-zones.ts";
import { InvalidUser } from "./invalid-user.ts";
import { type FindTarget, storedFieldValue } from "./user-field-value.ts";
import type { UserField } from "./user-field.ts";

const roles: readonly Role[] = ["end-user", "agent", "admin"];
/** Zendesk refuses `a@example.com8050262430` and dots at an end or in a row, as its users report. */
const emailAddress =
  /^[\w!#$%&'*+/=?^`{|}~-]+(?:\.[\w!#$%&'*+/=?^`{|}~-]+)*@(?:[a-z\d](?:[a-z\d-]*[a-z\d])?\.)+(?:[a-z]{2,63}|xn--[a-z\d-]+)$/i;

/** The name to store; undefined when none was sent. A name cannot be emptied. */
export function checkedName(body: JsonObject, isNew: boolean): string | undefined {
  const name = textOf(body["name"])?.trim();
  if (name === "" || body["name"] === null || (isNew && name === undefined)) {
    throw new InvalidUser("name", "BlankValue", "Name: is too short (minimum one character)");
  }
  return name;
}

/** The address to store; undefined when none was sent. Null and blank leave the user's address alone. */
export function checkedEmail(body: JsonObject): string | undefined {
  const email = textOf(body["email"]);
  if (email === undefined || email === "") return undefined;
  if (!emailAddress.test(email)) {
    throw new InvalidUser("email", "InvalidValue", `Email: ${email} is not properly formatted`);
  }
  return email;
}

export function checkedRole(body: JsonObject): Role | undefined {
  const role = body["role"] ?? undefined;
  const known = roles.find((candidate) => candidate === role);
  if (role !== known) throw new InvalidUser("role", "InvalidValue", "Role: is not valid");
  return known;
}

/** The values that change, by key; keys the account has no active field for are dropped. */
export function checkedFieldValues(
  body: JsonObject,
  fields: ReadonlyMap<string, UserField>,
  target: FindTarget,
): Record<string, Json> {
  const values: Record<string, Json> = {};
  const sent = body["user_fields"];
  if (!isObject(sent)) return values;
  for (const [key, value] of Object.entries(sent)) {
    const field = fields.get(key);
    if (field?.active === true && value !== undefined) values[key] = storedFieldValue(field, value, target);
  }
  return values;
}

/** The whole new set of tags; undefined when none were sent. Zendesk's have no capitals, and it splits at blanks. */
export function checkedTags(value: Json | undefined): readonly string[] | undefined {
  if (value === undefined) return undefined;
  const tags = isList(value) ? value.flatMap((tag) => (textOf(tag) ?? "").toLowerCase().split(/\s+/)) : [];
  return [...new Set(tags.filter((tag) => tag !== ""))];
}

/** Throws for a time zone or a language that the account does not have. Null takes either back. */
export function checkPlace(body: JsonObject, locales: readonly Locale[]): void {
  const { time_zone: zone, locale, locale_id: localeId } = body;
  if (isSet(zone) && (typeof zone !== "string" || !timeZones.has(zone))) {
    throw new InvalidUser("time_zone", "InvalidValue", "Time zone: is not valid");
  }
  if (isSet(locale) && !locales.some((known) => known.locale === locale)) {
    throw new InvalidUser("locale", "InvalidValue", "Locale: is not valid");
  }
  if (isSet(localeId) && !locales.some((known) => String(known.id) === textOf(localeId))) {
    throw new InvalidUser("locale_id", "InvalidValue", "Locale: is not valid");
  }
}

function isSet(value: Json | undefined): value is Exclude<Json, null> {
  return value !== undefined && value !== null;
}

/** With the account's setting "Validate user phone numbers". */
export function checkE164(phone: string): void {
  if (!/^\+[1-9]\d{6,14}$/.test(phone)) {
    throw new InvalidUser("phone", "InvalidFormat", "Phone: is not a valid phone number");
  }
}
