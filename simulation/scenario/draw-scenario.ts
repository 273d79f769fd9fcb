import type { SimulatorOptions } from "zendesk-simulator";
import type { RecordData } from "../../integration_tests/airbyte-messages.ts";
import { SeededRandom } from "../../integration_tests/seeded-random.ts";
import { drawConnector, pick } from "./draw-connector.ts";
import { drawFaults } from "./draw-faults.ts";
import { VALUE_MARK } from "./draw-people.ts";
import type { Scenario } from "./scenario.ts";

const START = Date.UTC(2026, 10, 22);
const BYSTANDERS = 8;

/** Draws everything that a run depends on. */
export function drawScenario(seed: number): Scenario {
  const random = new SeededRandom(Math.imul(seed, 0x9e3779b1));
  const startAt = START + random.whole(60_000);
  const isCalm = random.chance(0.15);
  const account = drawAccount(seed, random);
  const records = random.chance(0.03) ? 1000 + random.whole(1000) : Math.floor(50 * 8 ** random.next());
  const count = random.chance(0.75) ? 1 : 2 + random.whole(2);
  const connectors = Array.from({ length: count }, (_, index) =>
    drawConnector(
      {
        name: `c${index}`,
        records: Math.ceil(records / count),
        isCalm,
        searchLags: (account.searchDelaySeconds ?? 0) > 0,
      },
      random,
    ),
  );
  return {
    seed,
    startAt,
    account,
    faults: isCalm ? [] : drawFaults(startAt, random),
    seededUsers: [...drawBystanders(), ...connectors.flatMap(({ seededUsers }) => seededUsers)],
    connectors: connectors.map(({ connector }) => connector),
  };
}

function drawAccount(seed: number, random: SeededRandom): Partial<SimulatorOptions> {
  const slowestStart = pick([0, 3, 3, 60], random);
  // Slow enough to be overtaken, and quick enough that a job left behind ends within the ten minutes that it is given.
  const [workers, rowMilliseconds] = pick(
    [
      [1, 5],
      [1, 20],
      [3, 80],
      [10, 80],
      [10, 300],
      [10, 0],
    ] as const,
    random,
  );
  return {
    seed,
    requestsPerMinute: pick([0, 10, 60, 200, 400, 700, 700, 2500], random),
    rateHeaders: pick(
      [["ratelimit", "x-rate-limit"], ["ratelimit"], ["rate-limit"], ["x-rate-limit"]] as const,
      random,
    ),
    jobDelaySeconds: { min: slowestStart === 0 ? 0 : 0.5, max: slowestStart },
    rowMilliseconds,
    rowJitter: 0.5,
    workers,
    jobsInFlight: pick([2, 30, 30], random),
    jobsKept: 1000,
    tokenLifetimeSeconds: pick([300, 1800, 7200], random),
    searchDelaySeconds: pick([0, 0, 0, 120], random),
  };
}

/** People, agents among them, whom no record is about. */
function drawBystanders(): readonly RecordData[] {
  return Array.from({ length: BYSTANDERS }, (_, index) => ({
    name: `${VALUE_MARK} bystander ${index}`,
    external_id: `${VALUE_MARK}-bystander-${index}`,
    email: `${VALUE_MARK}.bystander.${index}@example.com`,
    notes: "nobody's business",
    ...(index % 3 === 0 && { role: "agent" }),
  }));
}
