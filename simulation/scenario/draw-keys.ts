import type { SeededRandom } from "../../testing/input/seeded-random.ts";
import { VALUE_MARK } from "./value-mark.ts";
import { pick } from "./pick.ts";
import { rawNumber } from "./raw-number.ts";

/** What a stream's external ids look like. */
export type KeyShape = "plain" | "padded" | "odd" | "comma" | "number" | "float" | "long" | "huge";

/** Longer than what the URL of a request can hold beside other ids. */
const LONGEST_FILLER = 3000;

/** The URL of a request cannot hold this much. */
const HUGE_FILLER = "x".repeat(9000);
const HUGE_EVERY = 4;

/** The external id of a person, as Zendesk should hold it. */
export function externalIdOf(person: string, shape: KeyShape): string {
  switch (shape) {
    case "plain":
    case "padded":
      return `${VALUE_MARK}-${person}`;
    case "odd":
      return `${VALUE_MARK} 50%25 "${person}" it's & a=b+c/d?#é`;
    case "comma":
      return `${VALUE_MARK}, "${person}" %2C`;
    case "huge":
      return `${VALUE_MARK}-${person}-${Number(digitsOf(person)) % HUGE_EVERY === 0 ? HUGE_FILLER : ""}`;
    // Beyond 2^53: JavaScript cannot tell two neighbours apart.
    case "number":
      return `9007199254${digitsOf(person)}`;
    case "float":
      return `7${digitsOf(person)}`;
    case "long":
      return `${VALUE_MARK}-${person}-${"x".repeat((Number(digitsOf(person)) * 811) % LONGEST_FILLER)}`;
  }
}

/** Whether this external id cannot be looked up. */
export function isHuge(externalId: unknown): boolean {
  return typeof externalId === "string" && externalId.endsWith(HUGE_FILLER);
}

/** The same as a source may send it. */
export function sentKey(externalId: string, shape: KeyShape, random: SeededRandom): unknown {
  if (shape === "padded") return random.happens(0.5) ? `  ${externalId}\t` : externalId;
  if (shape === "number") return random.happens(0.5) ? rawNumber(externalId) : externalId;
  if (shape === "float") return random.happens(0.5) ? rawNumber(`${externalId}.0`) : Number(externalId);
  return externalId;
}

/** An id that no user has, small or beyond 2^53, where JavaScript cannot tell two neighbours apart. */
export function unknownIdOf(person: string): string {
  const digits = digitsOf(person);
  return Number(digits) % 2 === 0 ? `9007199254${digits}` : `1${digits}`;
}

/** An id as a source may send it. */
export function sentId(id: string, random: SeededRandom): unknown {
  return pick([rawNumber(id), rawNumber(`${id}.0`), id, ` ${id} `], random);
}

/** Gives each name, such as "c0-1-12", a number of its own. */
export function digitsOf(person: string): string {
  const [connector = "", stream = "", place = ""] = (/(\d+)-(\d+)\D*(\d+)$/.exec(person) ?? []).slice(1);
  return `${connector}${stream}${place.padStart(5, "0")}`;
}
