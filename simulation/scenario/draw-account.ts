import type { SimulatorOptions } from "zendesk-simulator";
import type { RecordData } from "../../testing/input/airbyte-messages.ts";
import type { SeededRandom } from "../../testing/input/seeded-random.ts";
import { pick } from "./pick.ts";
import { SeededUsers } from "./seeded-users.ts";
import { VALUE_MARK } from "./value-mark.ts";

const BYSTANDERS = 8;

/** Draws an account: its limits and its speed. */
export function drawAccount(seed: number, random: SeededRandom): Partial<SimulatorOptions> {
  const slowestStart = pick([0, 3, 3, 60], random);
  // Slow enough to be overtaken, and fast enough that a job left behind ends within ten minutes.
  const speeds = [
    [1, 5],
    [1, 20],
    [3, 80],
    [10, 80],
    [10, 300],
    [10, 0],
  ] as const;
  const [workers, rowMilliseconds] = pick(speeds, random);
  const families = [["ratelimit", "x-rate-limit"], ["ratelimit"], ["rate-limit"], ["x-rate-limit"]] as const;
  return {
    ...ordinaryAccount(seed),
    requestsPerMinute: pick([0, 10, 60, 200, 400, 700, 700, 2500], random),
    rateHeaders: pick(families, random),
    jobDelaySeconds: { min: slowestStart === 0 ? 0 : 0.5, max: slowestStart },
    rowMilliseconds,
    workers,
    jobsInFlight: pick([2, 30, 30], random),
    jobLimitReading: pick(["in-flight", "in-flight", "calls-per-minute"], random),
    importsDisabled: random.happens(0.04),
    tokenLifetimeSeconds: pick([300, 1800, 7200], random),
    searchDelaySeconds: pick([0, 0, 30, 120, 300], random),
    keepsKeysOfDeletedUsers: random.happens(0.5),
  };
}

/** Like most accounts. */
export function ordinaryAccount(seed: number): Partial<SimulatorOptions> {
  return { seed, rowJitter: 0.5, jobsKept: 1000, keepsKeysOfDeletedUsers: false };
}

/** People, including agents, who have no records. */
export function seedBystanders(seeded: SeededUsers): void {
  for (let index = 0; index < BYSTANDERS; index++) seeded.add(bystander(index), bystanderName(index));
}

/** All of them, each with the id that it has in every account. */
export function bystanders(): readonly RecordData[] {
  const seeded = new SeededUsers();
  seedBystanders(seeded);
  return seeded.users.map((user, index) => ({ ...user, id: seeded.idOf(bystanderName(index)) }));
}

export function bystandingAgents(): readonly RecordData[] {
  return bystanders().filter(({ role }) => role === "agent");
}

/** Someone without records. */
export function bystander(index: number): RecordData {
  return {
    name: `${VALUE_MARK} ${bystanderName(index)}`,
    external_id: `${VALUE_MARK}-bystander-${index}`,
    email: `${VALUE_MARK}.bystander.${index}@example.com`,
    notes: "nobody's business",
    ...(index % 3 === 0 && { role: "agent" }),
  };
}

function bystanderName(index: number): string {
  return `bystander ${index}`;
}
