import { type Fault, createFaults } from "zendesk-simulator";
import { SeededRandom } from "../../testing/input/seeded-random.ts";

/** Tickets are read one by one. Faults in so many requests would keep a sync waiting until it is killed. */
const NOT_ONE_TICKET = "^(?!/api/v2/tickets(?:\\?|/\\d))";
/** Of every object, and what reads many things at once. */
const BULK = "^/api/v2/[\\w/]+(?:_many|/jobs)\\b";

/**
 * Connections that break before or after Zendesk has acted, answers that ask the connector to wait, jobs that are late.
 */
export function everydayFaults(seed: number): readonly Fault[] {
  const faults = createFaults(
    [
      { name: "rate-limited", rate: 0.002, path: NOT_ONE_TICKET },
      { name: "unavailable", rate: 0.01, path: NOT_ONE_TICKET },
      { name: "connection-reset", rate: 0.005, path: NOT_ONE_TICKET },
      { name: "connection-reset-after-work", rate: 0.05, path: BULK },
    ],
    seed,
  );
  return [...faults, lateJobs(new SeededRandom(seed))];
}

/** Late enough to outlive the process that sent the job, and to end after the next process has written newer values. */
function lateJobs(random: SeededRandom): Fault {
  return { job: () => (random.happens(0.05) ? { delayMs: 1500 + random.whole(2500) } : undefined) };
}
