import { type Json, type JsonObject, textOf } from "../json.ts";
import type { Role } from "../account/account-options.ts";
import type { Locale } from "../account/locales.ts";
import { timeZones } from "../account/time-zones.ts";
import { InvalidRecord } from "../records/invalid-record.ts";

const ROLES: readonly Role[] = ["end-user", "agent", "admin"];
/** Zendesk refuses `a@example.com8050262430` and dots at an end or in a row, as its users report. */
const EMAIL_ADDRESS =
  /^[\w!#$%&'*+/=?^`{|}~-]+(?:\.[\w!#$%&'*+/=?^`{|}~-]+)*@(?:[a-z\d](?:[a-z\d-]*[a-z\d])?\.)+(?:[a-z]{2,63}|xn--[a-z\d-]+)$/i;

/** The address to store; undefined when none was sent. Null and blank leave the user's address alone. */
export function checkedEmail(body: JsonObject): string | undefined {
  const email = textOf(body["email"]);
  if (email === undefined || email === "") return undefined;
  if (!EMAIL_ADDRESS.test(email)) {
    throw new InvalidRecord("email", "InvalidValue", `Email: ${email} is not properly formatted`);
  }
  return email;
}

export function checkedRole(body: JsonObject): Role | undefined {
  const role = body["role"] ?? undefined;
  const known = ROLES.find((candidate) => candidate === role);
  if (role !== known) throw new InvalidRecord("role", "InvalidValue", "Role: is not valid");
  return known;
}

/** Throws for a time zone or a language that the account does not have. Null resets either. */
export function checkPlace(body: JsonObject, locales: readonly Locale[]): void {
  const { time_zone: zone, locale, locale_id: localeId } = body;
  if (isSet(zone) && (typeof zone !== "string" || !timeZones.has(zone))) {
    throw new InvalidRecord("time_zone", "InvalidValue", "Time zone: is not valid");
  }
  if (isSet(locale) && !locales.some((known) => known.locale === locale)) {
    throw new InvalidRecord("locale", "InvalidValue", "Locale: is not valid");
  }
  if (isSet(localeId) && !locales.some((known) => String(known.id) === textOf(localeId))) {
    throw new InvalidRecord("locale_id", "InvalidValue", "Locale: is not valid");
  }
}

function isSet(value: Json | undefined): value is Exclude<Json, null> {
  return value !== undefined && value !== null;
}

/** With the account's setting "Validate user phone numbers". */
export function checkE164(phone: string): void {
  if (!/^\+[1-9]\d{6,14}$/.test(phone)) {
    throw new InvalidRecord("phone", "InvalidFormat", "Phone: is not a valid phone number");
  }
}
