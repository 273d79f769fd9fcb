import type { ZendeskSimulator } from "zendesk-simulator";
import type { RecordData } from "../../testing/input/airbyte-messages.ts";
import { DEVICE_OBJECT, DEVICES } from "./custom-objects/device-object.ts";
import { NO_DEVICE } from "./custom-objects/seeded-devices.ts";
import type { Scenario } from "./scenario.ts";

const DAY_MS = 24 * 60 * 60_000;

/** When what an account holds at first was created: long before a run starts. */
export function seededAt(startAt: number): number {
  return startAt - DAY_MS;
}

/** Puts the initial content into an account. */
export function seedAccount(
  simulator: ZendeskSimulator,
  { seededDevices, seededOrganizations, seededTickets, seededUsers, startAt }: Scenario,
): void {
  const seed = (path: string, bodies: readonly RecordData[]): void => {
    const request = { method: "POST", path, headers: {}, body: JSON.stringify(bodies) };
    const answer = simulator.handle(request, seededAt(startAt));
    if (typeof answer === "string" || answer.status >= 300) throw new Error(`seeding fails: ${JSON.stringify(answer)}`);
  };
  simulator.account.customObjects.define(DEVICE_OBJECT);
  seed("/simulator/organizations", seededOrganizations);
  seed("/simulator/users", seededUsers);
  seed("/simulator/tickets", seededTickets);
  seed(`/simulator/${DEVICES}/records`, seededDevices.map(orPlaceholder));
}

/** Names are unique. */
function orPlaceholder(device: RecordData, place: number): RecordData {
  return device === NO_DEVICE ? { name: `something else ${place}` } : device;
}
