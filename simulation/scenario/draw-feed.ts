import type { SeededRandom } from "../../testing/input/seeded-random.ts";
import { pick } from "./pick.ts";
import type { Feed, Interruption } from "./scenario.ts";

/** Draws how the input arrives, and how quickly the output is read. */
export function drawFeed(random: SeededRandom): Feed {
  return {
    longestChunk: pick([300, 4096, 65_536], random),
    pauses: pick([0, 0, 2, 10], random),
    longestPauseMs: pick([100, 3000, 60_000, 30 * 60_000], random),
    longestStdoutBlockMs: pick([0, 0, 0, 1000], random),
  };
}

/** Draws what ends the first attempts from outside. */
export function drawInterruptions(records: number, random: SeededRandom): readonly Interruption[] {
  return Array.from({ length: 1 + random.whole(4) }, (): Interruption => {
    if (random.happens(0.1)) return { signal: "cut", when: { atShare: random.next() } };
    const signal = random.happens(0.7) ? "SIGKILL" : "SIGTERM";
    switch (random.whole(3)) {
      case 0:
        return { signal, when: { afterMs: Math.floor(10 ** (1 + random.next() * 4)) } };
      case 1:
        return { signal, when: { afterStates: 1 + random.whole(5) } };
      default:
        return { signal, when: { afterRequests: 1 + random.whole(5 + Math.ceil(records / 10)) } };
    }
  });
}
