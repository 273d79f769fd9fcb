import type { SeededRandom } from "../../../testing/input/seeded-random.ts";
import { notesOf } from "../draw-people.ts";
import type { DrawnValues } from "../draw-values.ts";
import { pick } from "../pick.ts";
import { rawNumber } from "../raw-number.ts";
import { VALUE_MARK } from "../value-mark.ts";

export interface OrganizationValueDraw {
  /** Whether there are values of every type, in notations that need a rule. */
  readonly isRich: boolean;
  /** Whether null empties a field. */
  readonly clears: boolean;
  readonly hasLists: boolean;
}

/** By field: values as they may be sent, and what they mean. */
const RICH_VALUES: Readonly<Record<string, readonly (readonly [unknown, unknown])[]>> = {
  "organization_fields.employees": [
    ["0042", 42],
    [rawNumber("42.0"), 42],
    [7, 7],
  ],
  "organization_fields.plan": [
    ["Team", "team"],
    ["ENTERPRISE", "enterprise"],
  ],
  "organization_fields.contract_value": [
    [rawNumber("12.345"), 12.35],
    ["1e2", 100],
  ],
  "organization_fields.is_partner": [
    ["yes", true],
    [0, false],
  ],
  "organization_fields.renewal_date": [["2024-02-29T23:30:00-05:00", "2024-02-29"]],
  "organization_fields.products": [
    ["Support; Voice", ["support", "voice"]],
    ["{chat}", ["chat"]],
  ],
  "organization_fields.account_code": [["ABC123", "ABC123"]],
  shared_tickets: [
    ["true", true],
    [false, false],
  ],
  group_id: [[rawNumber("4567"), 4567]],
};

/** By field: values that its rule refuses. */
const INVALID_VALUES: readonly (readonly [string, unknown])[] = [
  ["organization_fields.employees", `${VALUE_MARK}!`],
  ["organization_fields.plan", `${VALUE_MARK} Platinum`],
  ["organization_fields.contract_value", 123_456_789.5],
  ["organization_fields.is_partner", "maybe"],
  ["organization_fields.renewal_date", "2023-02-29"],
  ["organization_fields.products", "support;fax"],
  ["organization_fields.account_code", "abc"],
  ["domain_names", { first: VALUE_MARK }],
];

/** Fields that null may empty. */
const CLEARED = ["details", "organization_fields.billing_address", "organization_fields.employees"];

const LISTS: Readonly<Record<string, readonly string[]>> = {
  tags: ["a", "b", "c"].map((tag) => `${VALUE_MARK}-tag-${tag}`),
  domain_names: ["a", "b", "c"].map((domain) => `${VALUE_MARK}-${domain}.example.com`),
};

/** Every field that values are drawn for. */
export const ORGANIZATION_VALUE_FIELDS: readonly string[] = [
  ...new Set(["notes", "organization_fields.region", ...CLEARED, ...Object.keys(LISTS), ...Object.keys(RICH_VALUES)]),
];

/** Columns that not every record has. */
export function drawOrganizationValues(
  serial: number,
  { clears, hasLists, isRich }: OrganizationValueDraw,
  random: SeededRandom,
): DrawnValues {
  const sent: Record<string, unknown> = {
    notes: notesOf(serial),
    ...(random.happens(0.4) && { details: `${VALUE_MARK} details of ${serial}` }),
    ...(random.happens(0.3) && { "organization_fields.region": `${VALUE_MARK} region of ${serial}` }),
  };
  const held: Record<string, unknown> = { ...sent };
  for (const [field, items] of hasLists ? Object.entries(LISTS) : []) {
    if (!random.happens(0.5)) continue;
    const list = items.filter(() => random.happens(0.5));
    held[field] = list;
    sent[field] = list.length > 0 && random.happens(0.3) ? list.join("; ").toUpperCase() : list;
  }
  for (const [field, values] of isRich ? Object.entries(RICH_VALUES) : []) {
    if (random.happens(0.3)) [sent[field], held[field]] = pick(values, random);
  }
  for (const field of isRich ? CLEARED : []) {
    if (!random.happens(0.15)) continue;
    sent[field] = pick([null, null, "  "], random);
    if (clears) held[field] = null;
    else delete held[field];
  }
  return { sent, held };
}

/** A value that must be refused, for a record without a value in its field. */
export function drawInvalidOrganizationValue(random: SeededRandom): readonly [field: string, value: unknown] {
  return pick(INVALID_VALUES, random);
}
