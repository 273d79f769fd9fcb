import type { SeededRandom } from "../../../testing/input/seeded-random.ts";
import { notesOf } from "../draw-people.ts";
import type { DrawnValues } from "../draw-values.ts";
import { pick } from "../pick.ts";
import { rawNumber } from "../raw-number.ts";
import { VALUE_MARK } from "../value-mark.ts";
import { COLORS, DEVICE_FIELDS } from "./device-object.ts";

export interface DeviceValueDraw {
  /** Whether there are values of every type, in notations that need a rule. */
  readonly isRich: boolean;
  /** Whether null empties a field. */
  readonly clears: boolean;
}

/** By field: values as they may be sent, and what they mean. */
const RICH_VALUES: Readonly<Record<string, readonly (readonly [unknown, unknown])[]>> = {
  color: COLORS.flatMap(({ name, value }) => [
    [name.toUpperCase(), value],
    [value, value],
  ]),
  ports: [
    ["usb; HDMI", ["usb", "hdmi"]],
    ["{usb}", ["usb"]],
  ],
  weight: [
    [rawNumber("12.345"), 12.35],
    ["1e2", 100],
  ],
  cores: [
    ["0042", 42],
    [rawNumber("8.0"), 8],
  ],
  is_leased: [
    ["yes", true],
    [0, false],
  ],
  bought_on: [["2024-02-29T23:30:00-05:00", "2024-02-29"]],
  serial_number: [["AB123", "AB123"]],
};

/** By field: values that its rule refuses. */
const INVALID_VALUES: readonly (readonly [string, unknown])[] = [
  ["color", `${VALUE_MARK} gold`],
  ["ports", "usb;vga"],
  ["weight", 123_456_789.5],
  ["cores", `${VALUE_MARK}!`],
  ["is_leased", "maybe"],
  ["bought_on", "2023-02-29"],
  ["serial_number", "ab123"],
  ["owner", "external_id:"],
];

/** Fields that null may empty. */
const CLEARED = ["details", "cores", "color"];

/** Every field that values are drawn for. */
export const DEVICE_VALUE_FIELDS: readonly string[] = [
  ...new Set(["notes", "owner", ...CLEARED, ...Object.keys(RICH_VALUES)]),
].map(deviceField);

/** Columns that not every record has. */
export function drawDeviceValues(
  serial: number,
  { clears, isRich }: DeviceValueDraw,
  random: SeededRandom,
): DrawnValues {
  const sent: Record<string, unknown> = {
    [deviceField("notes")]: notesOf(serial),
    ...(random.happens(0.4) && { [deviceField("details")]: `${VALUE_MARK} details of ${serial}` }),
  };
  const held: Record<string, unknown> = { ...sent };
  for (const [key, values] of isRich ? Object.entries(RICH_VALUES) : []) {
    if (random.happens(0.3)) [sent[deviceField(key)], held[deviceField(key)]] = pick(values, random);
  }
  for (const key of isRich ? CLEARED : []) {
    if (!random.happens(0.15)) continue;
    sent[deviceField(key)] = pick([null, null, "  "], random);
    if (clears) held[deviceField(key)] = null;
    else delete held[deviceField(key)];
  }
  return { sent, held };
}

/** A value that must be refused, for a record without a value in its field. */
export function drawInvalidDeviceValue(random: SeededRandom): readonly [field: string, value: unknown] {
  const [key, value] = pick(INVALID_VALUES, random);
  return [deviceField(key), value];
}

export function deviceField(key: string): string {
  return `${DEVICE_FIELDS}.${key}`;
}
