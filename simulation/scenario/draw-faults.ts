import { type FaultName, type FaultSetting, faultNames } from "zendesk-simulator";
import type { SeededRandom } from "../../testing/input/seeded-random.ts";
import { pick } from "./pick.ts";

const MINUTE_MS = 60_000;

/** Faults that a person must fix. The sync correctly ends as config_error. */
export const CONFIG_FAULTS: ReadonlySet<FaultName> = new Set([
  "token-revoked",
  "redirect-same-host",
  "redirect-other-host",
]);

const PASSING_FAULTS = faultNames.filter((name) => !CONFIG_FAULTS.has(name));

/** After these faults it is unknown what happened to the rows. The hardest cases are drawn most often. */
const SILENT_FAULTS: readonly FaultName[] = [
  "job-ghost",
  "connection-reset-after-work",
  "no-answer-after-work",
  "gateway-timeout-after-work",
  "truncated-body",
  "html-page-after-work",
  "job-gone-applied",
  "job-gone-unapplied",
  "job-failed-half-applied",
  "results-short",
  "results-reordered-unkeyed",
];
const BULK_PATH = "_many|/custom_objects/[^/]+/jobs";
/** The results of memberships have neither an index nor a key that Zendesk repeats. In another order, they tell nothing. */
const WITHOUT_MEMBERSHIPS = "/(?:users|organizations|tickets)/|/custom_objects/[^/]+/jobs";
const PATHS: Readonly<Partial<Record<FaultName, string>>> = {
  "results-reordered-keyed": WITHOUT_MEMBERSHIPS,
  "results-reordered-unkeyed": WITHOUT_MEMBERSHIPS,
};
/** Look-ups refused for their content: occasionally, without a reason, or always for the same keys. */
const REFUSED: FaultName = "look-up-refused";

/** Draws a few faults: some rare and for hours, some at every request and for minutes. All of them end. */
export function drawFaults(startAt: number, random: SeededRandom): readonly FaultSetting[] {
  const faults = [...drawPassing(random.whole(3), startAt, random), ...drawRefusals(startAt, random)];
  if (!random.happens(0.4)) return faults;
  const name = pick(SILENT_FAULTS, random);
  const untilMs = startAt + (10 + random.whole(120)) * MINUTE_MS;
  return [...faults, { name, path: PATHS[name] ?? BULK_PATH, rate: 0.05 * 10 ** random.next(), untilMs }];
}

function drawRefusals(startAt: number, random: SeededRandom): readonly FaultSetting[] {
  if (!random.happens(0.12)) return [];
  if (random.happens(0.5)) return [{ name: REFUSED, path: `[-0]${random.whole(10)}(?:%2C|%40|&|$)` }];
  return [{ name: REFUSED, rate: 0.05 * 10 ** random.next(), untilMs: startAt + (10 + random.whole(120)) * MINUTE_MS }];
}

/** Draws two to six faults at once. */
export function drawManyFaults(startAt: number, random: SeededRandom): readonly FaultSetting[] {
  return drawPassing(2 + random.whole(5), startAt, random);
}

function pathOf(name: FaultName): Pick<FaultSetting, "path"> {
  const path = PATHS[name];
  return path === undefined ? {} : { path };
}

/** One fault. The seed decides how often it strikes: once, rarely, often, or always for ten minutes. */
export function faultAlone(name: FaultName, seed: number, startAt: number): FaultSetting {
  const where = pathOf(name);
  switch (seed % 4) {
    case 0:
      return { name, ...where, nth: 3 };
    case 1:
      return { name, ...where, rate: 0.05, untilMs: startAt + 120 * MINUTE_MS };
    case 2:
      return { name, ...where, rate: 0.3, untilMs: startAt + 60 * MINUTE_MS };
    default:
      return { name, ...where, fromMs: startAt + 5000, untilMs: startAt + 10 * MINUTE_MS };
  }
}

function drawPassing(count: number, startAt: number, random: SeededRandom): readonly FaultSetting[] {
  return Array.from({ length: count }, (): FaultSetting => {
    const name = pick(PASSING_FAULTS, random);
    const where = pathOf(name);
    if (random.happens(0.15)) {
      const fromMs = startAt + random.whole(5 * MINUTE_MS);
      return { name, ...where, fromMs, untilMs: fromMs + MINUTE_MS + random.whole(15 * MINUTE_MS) };
    }
    return {
      name,
      ...where,
      rate: 0.01 * 30 ** random.next(),
      untilMs: startAt + (60 + random.whole(240)) * MINUTE_MS,
    };
  });
}
