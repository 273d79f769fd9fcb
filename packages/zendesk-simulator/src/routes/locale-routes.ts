import { type Locale, PUBLIC_LOCALES } from "../account/locales.ts";
import { timeZones } from "../account/time-zones.ts";
import type { Call, Reply, Route } from "../call.ts";

function listLocales(call: Call): Reply {
  return localeList(call, call.account.locales);
}

function listPublicLocales(call: Call): Reply {
  return localeList(call, PUBLIC_LOCALES);
}

function localeList({ origin }: Call, locales: readonly Locale[]): Reply {
  const times = { created_at: "2009-07-20T22:55:29Z", updated_at: "2011-05-05T10:38:52Z" };
  const view = ({ id, locale, name }: Locale) => ({
    url: `${origin}/api/v2/locales/${locale}.json`,
    id,
    locale,
    name,
    ...times,
  });
  return { body: { locales: locales.map(view), next_page: null, previous_page: null, count: locales.length } };
}

/** Not in Zendesk's OpenAPI description; the shape is an assumption. */
function listTimeZones(): Reply {
  return { body: { time_zones: [...timeZones].map((name) => ({ name, translated_name: name })) } };
}

export const localeRoutes: readonly Route[] = [
  { method: "GET", path: "api/v2/locales", handle: listLocales, allowed: "anyone" },
  { method: "GET", path: "api/v2/locales/public", handle: listPublicLocales, allowed: "anyone" },
  { method: "GET", path: "api/v2/time_zones", handle: listTimeZones, allowed: "anyone" },
];
