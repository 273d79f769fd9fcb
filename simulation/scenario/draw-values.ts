import type { RecordData } from "../../testing/input/airbyte-messages.ts";
import type { SeededRandom } from "../../testing/input/seeded-random.ts";
import { bystanders } from "./draw-account.ts";
import { notesOf } from "./draw-people.ts";
import { pick } from "./pick.ts";
import { rawNumber } from "./raw-number.ts";
import { VALUE_MARK } from "./value-mark.ts";

/** Values by field: as a source sends them, and as Zendesk should get them. */
export interface DrawnValues {
  readonly sent: RecordData;
  /** A field that is missing here is left alone. A field with null is emptied. */
  readonly held: RecordData;
}

export interface ValueDraw {
  /** Whether there are values of every type, in notations that need a rule. */
  readonly isRich: boolean;
  /** Whether null empties a field. */
  readonly clears: boolean;
  /** Three digits of phone numbers that no other connection's people have. */
  readonly exchange: string;
}

/** Of a user who is always there. */
const BYSTANDER_ID = String(bystanders()[1]?.["id"]);

/** By field: values as they may be sent, and what they mean. */
const RICH_VALUES: Readonly<Record<string, readonly (readonly [unknown, unknown])[]>> = {
  "user_fields.company_size": [
    ["42", 42],
    [rawNumber("42.0"), 42],
    ["1e3", 1000],
    [-7, -7],
  ],
  "user_fields.loyalty_tier": [
    ["Gold", "gold"],
    ["silver", "silver"],
    ["BRONZE", "bronze"],
  ],
  "user_fields.lifetime_value": [
    [rawNumber("12.345"), 12.35],
    ["-0.005", -0.01],
    [1.5, 1.5],
    ["1e2", 100],
  ],
  "user_fields.newsletter": [
    ["yes", true],
    [rawNumber("1.0"), true],
    [0, false],
    ["f", false],
  ],
  "user_fields.signup_date": [
    ["2024-02-29T23:30:00-05:00", "2024-02-29"],
    ["2025-12-31 00:00:00", "2025-12-31"],
  ],
  "user_fields.state": [
    ["ca", "CA"],
    ["Puerto Rico", "PR"],
    ["on", "ON"],
  ],
  "user_fields.interests": [
    ["Running; Hiking", ["running", "hiking"]],
    ["{cycling}", ["cycling"]],
    [["Hiking", "hiking"], ["hiking"]],
  ],
  "user_fields.customer_number": [["AB-12345", "AB-12345"]],
  "user_fields.referred_by": [[rawNumber(BYSTANDER_ID), BYSTANDER_ID]],
  time_zone: [
    ["America/New_York", "Eastern Time (US & Canada)"],
    ["hawaii", "Hawaii"],
  ],
};

/** By field: values that its rule refuses. */
const INVALID_VALUES: readonly (readonly [string, unknown])[] = [
  ["user_fields.company_size", `${VALUE_MARK}!`],
  ["user_fields.loyalty_tier", `${VALUE_MARK} Platinum`],
  ["user_fields.lifetime_value", 123_456_789.5],
  ["user_fields.newsletter", "maybe"],
  ["user_fields.signup_date", "2023-02-29"],
  ["user_fields.state", "Ontario"],
  ["user_fields.interests", "running;sleeping"],
  ["phone", "1-800-FLOWERS"],
];

/** Fields that null may empty. */
const CLEARED = ["details", "alias", "user_fields.shipping_address", "user_fields.company_size"];

/** Every field that values are drawn for. */
export const VALUE_FIELDS: readonly string[] = [
  ...new Set(["notes", "phone", ...CLEARED, ...Object.keys(RICH_VALUES)]),
];

/** Columns that not every record has. */
export function drawValues(serial: number, { clears, exchange, isRich }: ValueDraw, random: SeededRandom): DrawnValues {
  const sent: Record<string, unknown> = {
    notes: notesOf(serial),
    ...(random.happens(0.4) && { details: `${VALUE_MARK} details of ${serial}` }),
    ...(random.happens(0.3) && { alias: `${VALUE_MARK} alias of ${serial}` }),
    ...(random.happens(0.3) && { "user_fields.shipping_address": `${VALUE_MARK} address of ${serial}` }),
  };
  const held: Record<string, unknown> = { ...sent };
  if (!isRich) return { sent, held };
  for (const [field, values] of Object.entries(RICH_VALUES)) {
    if (!random.happens(0.3)) continue;
    [sent[field], held[field]] = pick(values, random);
  }
  if (random.happens(0.3)) {
    const line = String(1000 + (serial % 9000));
    sent["phone"] = pick(
      [`(415) ${exchange}-${line}`, `+1 415 ${exchange} ${line}`, `415.${exchange}.${line}`],
      random,
    );
    held["phone"] = `+1415${exchange}${line}`;
  }
  for (const field of CLEARED) {
    if (!random.happens(0.15)) continue;
    sent[field] = pick([null, null, "  "], random);
    if (clears) held[field] = null;
    else delete held[field];
  }
  return { sent, held };
}

/** A value that must be refused, for a record without a value in its field. */
export function drawInvalidValue(random: SeededRandom): readonly [field: string, value: unknown] {
  return pick(INVALID_VALUES, random);
}
