import { simulate } from "../run/simulate-seed.ts";
import type { ConnectorScenario, InputItem, Scenario } from "../scenario/scenario.ts";
import { NO_DEVICE } from "../scenario/custom-objects/seeded-devices.ts";
import { NOBODY } from "../scenario/seeded-users.ts";
import { NO_TICKET } from "../scenario/tickets/seeded-tickets.ts";
import { fewest } from "./fewest.ts";

/** The maximum number of runs. After that, it reports the smallest scenario so far. */
const MAX_RUNS = 1000;

/** A way to leave something out of a scenario. */
interface Part<Item> {
  readonly items: (scenario: Scenario) => readonly Item[];
  readonly with: (scenario: Scenario, items: readonly Item[]) => Scenario;
}

const CONNECTORS: Part<ConnectorScenario> = {
  items: ({ connectors }) => connectors,
  with: (scenario, connectors) => ({ ...scenario, connectors }),
};

/** All items of one kind, as pairs of the connector's index and the item. */
function ofConnectors<Item>(
  items: (connector: ConnectorScenario) => readonly Item[],
  withItems: (connector: ConnectorScenario, items: readonly Item[]) => ConnectorScenario,
): Part<readonly [number, Item]> {
  return {
    items: ({ connectors }) =>
      connectors.flatMap((connector, place) => items(connector).map((item) => [place, item] as const)),
    with: (scenario, pairs) => ({
      ...scenario,
      connectors: scenario.connectors.map((connector, place) =>
        withItems(
          connector,
          pairs.flatMap(([of, item]) => (of === place ? [item] : [])),
        ),
      ),
    }),
  };
}

/** The last state of each lane covers what is left, so it stays. */
function isNeeded(item: InputItem, input: readonly InputItem[]): boolean {
  const isState = (each: InputItem): boolean =>
    each.type === "state" && !each.isUnlisted && each.stream === item.stream;
  return isState(item) && input.findLast(isState) === item;
}

/** Settings that records were drawn with. Without them, the records mean something else. */
const DRAWN_WITH: ReadonlySet<string> = new Set([
  "allow_roles",
  "null_handling",
  "on_invalid_value",
  "streams",
  "team_members",
  "tickets_create",
]);

const PARTS = [
  CONNECTORS,
  {
    items: ({ faults }: Scenario) => faults,
    with: (scenario: Scenario, faults: Scenario["faults"]) => ({ ...scenario, faults }),
  },
  {
    items: ({ othersChanges }: Scenario) => othersChanges,
    with: (scenario: Scenario, othersChanges: Scenario["othersChanges"]) => ({ ...scenario, othersChanges }),
  },
  ofConnectors(
    ({ interruptions }) => interruptions,
    (connector, interruptions) => ({ ...connector, interruptions }),
  ),
  ofConnectors(
    ({ input }) => input.filter((item) => !isNeeded(item, input)),
    (connector, items) => {
      const kept = new Set(items);
      return {
        ...connector,
        input: connector.input.filter((item) => isNeeded(item, connector.input) || kept.has(item)),
      };
    },
  ),
  ofConnectors(
    ({ settings }) => Object.entries(settings).filter(([name]) => !DRAWN_WITH.has(name)),
    (connector, settings) => ({
      ...connector,
      settings: Object.fromEntries(
        Object.entries(connector.settings).filter(
          ([name]) => DRAWN_WITH.has(name) || settings.some(([kept]) => kept === name),
        ),
      ),
    }),
  ),
  {
    items: ({ seededUsers }: Scenario) => seededUsers.filter((user) => user !== NOBODY),
    with: (scenario: Scenario, kept: Scenario["seededUsers"]) => ({
      ...scenario,
      seededUsers: scenario.seededUsers.map((user) => (kept.includes(user) ? user : NOBODY)),
    }),
  },
  {
    items: ({ seededDevices }: Scenario) => seededDevices.filter((device) => device !== NO_DEVICE),
    with: (scenario: Scenario, kept: Scenario["seededDevices"]) => ({
      ...scenario,
      seededDevices: scenario.seededDevices.map((device) => (kept.includes(device) ? device : NO_DEVICE)),
    }),
  },
  {
    items: ({ seededTickets }: Scenario) => seededTickets.filter((ticket) => ticket !== NO_TICKET),
    with: (scenario: Scenario, kept: Scenario["seededTickets"]) => ({
      ...scenario,
      seededTickets: scenario.seededTickets.map((ticket) => (kept.includes(ticket) ? ticket : NO_TICKET)),
    }),
  },
] as unknown as readonly Part<unknown>[];

/** Leaves out of a scenario everything that is not needed to violate the same invariant. */
export async function shrinkScenario(scenario: Scenario, invariant: string): Promise<Scenario> {
  let runs = 0;
  const fails = async (candidate: Scenario): Promise<boolean> => {
    runs += 1;
    if (runs > MAX_RUNS) return false;
    try {
      const { violations } = await simulate(candidate);
      return violations.some((violation) => violation.invariant === invariant);
    } catch {
      // The reference account does not accept what is left: no such scenario is ever drawn.
      return false;
    }
  };
  let smallest = scenario;
  for (let sizeBefore = Infinity; sizeOf(smallest) < sizeBefore;) {
    sizeBefore = sizeOf(smallest);
    for (const part of PARTS) {
      const base = smallest;
      const kept = await fewest(part.items(base), (items) => fails(part.with(base, items)));
      smallest = part.with(base, kept);
    }
  }
  return smallest;
}

function sizeOf(scenario: Scenario): number {
  return PARTS.reduce((sum, part) => sum + part.items(scenario).length, 0);
}
