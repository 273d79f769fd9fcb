import type { SimulatorAnswer, ZendeskSimulator } from "zendesk-simulator";
import { VirtualClock } from "../simulation/world/virtual-clock.ts";
import { enterVirtualTime, waitUntilAllHasRun } from "../simulation/world/virtual-globals.ts";
import { type HttpTransport, NetworkError } from "../src/zendesk/http/http-transport.ts";
import { SeededRandom } from "../testing/input/seeded-random.ts";

/** Of a request and its answer. */
export const ROUND_TRIP_MS = 60;
const STARTED_AT = Date.UTC(2026, 10, 22);

export interface VirtualTime {
  readonly clock: VirtualClock;
  readonly random: SeededRandom;
}

/** Runs the work in a time in which waiting takes none. The same seed gives the same run. */
export async function onVirtualTime<Result>(
  seed: number,
  work: (time: VirtualTime) => Promise<Result>,
): Promise<Result> {
  const time = { clock: new VirtualClock(STARTED_AT), random: new SeededRandom(seed) };
  const leave = enterVirtualTime(time.clock, () => time.random.next());
  try {
    return await untilDone(work(time), time.clock);
  } finally {
    leave();
  }
}

async function untilDone<Result>(work: Promise<Result>, clock: VirtualClock): Promise<Result> {
  const progress = { isDone: false };
  const noteEnd = (): void => {
    progress.isDone = true;
  };
  work.then(noteEnd, noteEnd);
  for (;;) {
    await waitUntilAllHasRun();
    if (progress.isDone) return work;
    clock.step();
  }
}

/** A network to the account. Each way takes half of a round trip, a third more or less. */
export function virtualNetwork(
  simulator: ZendeskSimulator,
  { clock, random }: VirtualTime,
  onAnswer: (path: string, answer: SimulatorAnswer) => void,
): HttpTransport {
  const travel = (): Promise<void> =>
    new Promise((resolve) => {
      clock.after((ROUND_TRIP_MS / 2) * (2 / 3 + random.next() * (2 / 3)), resolve);
    });
  return async ({ body, headers, method, url }) => {
    await travel();
    const { pathname, search } = new URL(url);
    const outcome = simulator.handle({ method, path: pathname + search, headers, body }, clock.now);
    if (typeof outcome === "string") throw new NetworkError("ECONNRESET");
    onAnswer(pathname, outcome);
    await travel();
    return { status: outcome.status, headers: outcome.headers, body: outcome.body };
  };
}
