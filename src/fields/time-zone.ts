import { scalarText } from "./text.ts";
import { BLANK, invalidKind, type Coerced } from "./value-rule.ts";
import { ZENDESK_TIME_ZONES } from "./zendesk-time-zones.ts";

/** By name, and by the IANA name in the table. The last entry of a Map wins, but the first name of a zone should. */
const NAMES: ReadonlyMap<string, string> = new Map([
  ...ZENDESK_TIME_ZONES.toReversed().map(([name, iana]) => [iana.toLowerCase(), name] as const),
  ...ZENDESK_TIME_ZONES.map(([name]) => [name.toLowerCase(), name] as const),
]);

/** How Rails prints a zone: `(GMT-05:00) Eastern Time (US & Canada)`. The offset follows from the name. */
const PRINTED_OFFSET = /^\((?:GMT|UTC)(?:[+-]\d{2}:\d{2})?\)\s*/i;

/** A zone by Zendesk's name, or by its IANA name if Zendesk has that zone. */
export function timeZone(value: unknown): Coerced {
  const written = scalarText(value)?.trim();
  if (written === undefined) return invalidKind(value, "the name of a time zone");
  if (written === "") return BLANK;
  const name = NAMES.get(written.replace(PRINTED_OFFSET, "").toLowerCase()) ?? namesOfZones().get(presentName(written));
  return name === undefined
    ? {
        invalid:
          "is not one of Zendesk's time zones; give a name from its list, such as Eastern Time (US & Canada), or the IANA " +
          "name of the same zone, such as America/New_York",
      }
    : { value: name };
}

let namesByZone: ReadonlyMap<string, string> | undefined;

/** Made when the first other name is needed, because looking up a zone's current name takes a while. */
function namesOfZones(): ReadonlyMap<string, string> {
  namesByZone ??= new Map(ZENDESK_TIME_ZONES.toReversed().map(([name, iana]) => [presentName(iana), name]));
  return namesByZone;
}

/** One name for all IANA names of a zone: `Asia/Calcutta` and `Asia/Kolkata`, `US/Eastern` and `America/New_York`. */
function presentName(zone: string): string {
  // ECMAScript also accepts offsets and abbreviations (`+05:00`, `EST`), which do not name a place.
  if (!/^(?:[a-z_]+\/[\w/+-]+|utc|gmt|zulu)$/i.test(zone)) return "";
  try {
    return new Intl.DateTimeFormat("en", { timeZone: zone }).resolvedOptions().timeZone;
  } catch {
    return "";
  }
}
