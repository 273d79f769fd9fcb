import type { FaultName, FaultSetting, SimulatorOptions } from "zendesk-simulator";
import { SeededRandom } from "../../testing/input/seeded-random.ts";
import { drawAccount, ordinaryAccount, seedBystanders } from "./draw-account.ts";
import { drawConnector } from "./draw-connector.ts";
import { drawFaults, drawManyFaults, faultAlone } from "./draw-faults.ts";
import { SeededDevices } from "./custom-objects/seeded-devices.ts";
import { HOME, SeededMembers } from "./memberships/seeded-members.ts";
import { SeededOrganizations } from "./organizations/seeded-organizations.ts";
import { seedSharedOrganizations } from "./organizations/shared-organizations.ts";
import { drawLater } from "./draw-later.ts";
import { drawOthers } from "./draw-others.ts";
import { pick } from "./pick.ts";
import type { DateStep, Scenario } from "./scenario.ts";
import { seededAt } from "./seed-account.ts";
import { SeededUsers } from "./seeded-users.ts";
import { SeededTickets } from "./tickets/seeded-tickets.ts";

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
const START = Date.UTC(2026, 10, 22);
const RECORDS_UNDER_FAULTS = 2000;
/** Share of the runs that are not calm in which other people change users. */
const OTHERS_RATE = 0.2;

/** What is to be run. */
export type Task =
  /** Anything at all. */
  | { readonly kind: "seed"; readonly seed: number }
  /** A single fault; the seed decides how often it strikes. */
  | { readonly kind: "fault"; readonly fault: FaultName; readonly seed: number }
  /** Several faults, and kills. */
  | { readonly kind: "mix"; readonly seed: number };

/** Draws everything that a run depends on. */
export function drawScenario(task: Task): Scenario {
  return drawLater(drawFirst(task));
}

function drawFirst(task: Task): Scenario {
  const { seed } = task;
  const random = new SeededRandom(Math.imul(seed, 0x9e3779b1));
  const startAt = START + random.whole(60_000);
  if (task.kind === "seed") return anything(seed, startAt, random);
  const isAlone = task.kind === "fault";
  const faults = isAlone ? [faultAlone(task.fault, seed, startAt)] : drawManyFaults(startAt, random);
  const account = isAlone ? ordinaryAccount(seed) : drawAccount(seed, random);
  const draw = { records: RECORDS_UNDER_FAULTS, connectors: 1, isCalm: false, isInterrupted: !isAlone, othersRate: 0 };
  return compose({ ...draw, seed, startAt, account, faults }, random);
}

function anything(seed: number, startAt: number, random: SeededRandom): Scenario {
  const isCalm = random.happens(0.15);
  return compose(
    {
      seed,
      startAt,
      isCalm,
      isInterrupted: !isCalm && random.happens(0.6),
      account: drawAccount(seed, random),
      records: random.happens(0.02) ? 1000 + random.whole(1000) : Math.floor(32 * 6 ** random.next()),
      connectors: random.happens(0.75) ? 1 : 2 + random.whole(2),
      faults: isCalm ? [] : drawFaults(startAt, random),
      othersRate: isCalm ? 0 : OTHERS_RATE,
    },
    random,
  );
}

interface ScenarioDraw {
  readonly seed: number;
  readonly startAt: number;
  readonly account: Partial<SimulatorOptions>;
  readonly faults: readonly FaultSetting[];
  /** All connectors together. */
  readonly records: number;
  readonly connectors: number;
  readonly isCalm: boolean;
  readonly isInterrupted: boolean;
  /** How likely it is that other people change users during the run. */
  readonly othersRate: number;
}

/** Draws steps of the date as NTP makes them, and people who set it wrongly. */
function drawDateSteps(random: SeededRandom): readonly DateStep[] {
  if (!random.happens(0.1)) return [];
  return Array.from({ length: 1 + random.whole(2) }, () => ({
    afterMs: random.whole(10 * MINUTE_MS),
    byMs: pick([-30 * DAY_MS, -30 * MINUTE_MS, 30 * MINUTE_MS, 30 * DAY_MS], random),
  }));
}

function compose(draw: ScenarioDraw, random: SeededRandom): Scenario {
  const { account, connectors: count, faults, isCalm, isInterrupted, records, seed, startAt } = draw;
  const seeded = new SeededUsers();
  seedBystanders(seeded);
  const organizations = new SeededOrganizations();
  seedSharedOrganizations(organizations);
  organizations.add(HOME, HOME.name);
  const tickets = new SeededTickets();
  const devices = new SeededDevices(account.seed ?? seed, seededAt(startAt));
  const connectors = Array.from({ length: count }, (_, index) =>
    drawConnector(
      {
        name: `c${index}`,
        connection: index,
        records: Math.ceil(records / count),
        seeded,
        organizations,
        tickets,
        devices,
        members: new SeededMembers(seeded),
        isCalm,
        isInterrupted,
        missesNew: !isCalm && (account.searchDelaySeconds ?? 0) > 0,
      },
      random,
    ),
  );
  return {
    seed,
    startAt,
    account,
    faults,
    dateSteps: isCalm ? [] : drawDateSteps(random),
    seededDevices: devices.devices,
    seededOrganizations: organizations.organizations,
    othersChanges: random.happens(draw.othersRate) ? drawOthers(records, random) : [],
    seededUsers: seeded.users,
    seededTickets: tickets.tickets,
    connectors,
  };
}
