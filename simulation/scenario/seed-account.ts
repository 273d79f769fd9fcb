import type { ZendeskSimulator } from "zendesk-simulator";
import type { RecordData } from "../../testing/input/airbyte-messages.ts";
import type { Scenario } from "./scenario.ts";

/** Puts the initial content into an account. */
export function seedAccount(
  simulator: ZendeskSimulator,
  { seededOrganizations, seededTickets, seededUsers }: Scenario,
  now: number,
): void {
  const seed = (path: string, bodies: readonly RecordData[]): void => {
    const answer = simulator.handle({ method: "POST", path, headers: {}, body: JSON.stringify(bodies) }, now);
    if (typeof answer === "string" || answer.status >= 300) throw new Error(`seeding fails: ${JSON.stringify(answer)}`);
  };
  seed("/simulator/organizations", seededOrganizations);
  seed("/simulator/users", seededUsers);
  seed("/simulator/tickets", seededTickets);
}
