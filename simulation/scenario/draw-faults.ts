import { type FaultName, type FaultSetting, faultNames } from "zendesk-simulator";
import type { SeededRandom } from "../../integration_tests/seeded-random.ts";

const MINUTE_MS = 60_000;

/** Faults that a person must mend: the sync ends as config_error, rightly. */
const CONFIG_FAULTS: ReadonlySet<FaultName> = new Set(["token-revoked", "redirect-same-host", "redirect-other-host"]);

const MENDING_FAULTS = faultNames.filter((name) => !CONFIG_FAULTS.has(name));

/** Draws a few faults: some seldom and for hours, some at every request and for minutes. All cease. */
export function drawFaults(startAt: number, random: SeededRandom): readonly FaultSetting[] {
  return Array.from({ length: random.whole(4) }, (): FaultSetting => {
    const name = MENDING_FAULTS[random.whole(MENDING_FAULTS.length)] ?? "unavailable";
    if (random.chance(0.15)) {
      const fromMs = startAt + random.whole(5 * MINUTE_MS);
      return { name, fromMs, untilMs: fromMs + MINUTE_MS + random.whole(15 * MINUTE_MS) };
    }
    return { name, rate: 0.01 * 30 ** random.next(), untilMs: startAt + (60 + random.whole(240)) * MINUTE_MS };
  });
}
