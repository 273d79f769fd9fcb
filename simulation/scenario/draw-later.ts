import { SeededRandom } from "../../testing/input/seeded-random.ts";
import { addOwners } from "./custom-objects/add-owners.ts";
import { addOrganizationColumns, addOrganizationLists } from "./organizations/add-organizations.ts";
import { addTicketPeople } from "./tickets/add-ticket-people.ts";
import type { ConnectorScenario, Scenario } from "./scenario.ts";

/** Draws with random numbers of its own, so that whatever is added here, a seed draws the same in all other respects. */
export function drawLater(scenario: Scenario): Scenario {
  const random = new SeededRandom(Math.imul(scenario.seed, 0x85ebca6b));
  const later = [withPermanentDeletion, addOrganizationLists, addOrganizationColumns, addOwners, addTicketPeople];
  const connectors = later.reduce(
    (drawn, draw) => drawn.map((connector) => draw(connector, random)),
    scenario.connectors,
  );
  return { ...scenario, connectors };
}

function withPermanentDeletion(connector: ConnectorScenario, random: SeededRandom): ConnectorScenario {
  const { settings } = connector;
  return { ...connector, settings: { ...settings, ...(random.happens(0.3) && { permanent_deletion: true }) } };
}
