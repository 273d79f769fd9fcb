import type { SeededRandom } from "../../../testing/input/seeded-random.ts";
import { pick } from "../pick.ts";
import type { ConnectorScenario, ScenarioRecord } from "../scenario.ts";
import { VALUE_MARK } from "../value-mark.ts";
import { withColumns } from "../with-columns.ts";
import { drawTicketAgent } from "./draw-ticket-people.ts";

const RECIPIENTS = ["support", "billing"].map((name) => `${VALUE_MARK}.${name}@example.com`);

/** Some records of tickets have followers, or the address that the ticket was sent to. */
export function addTicketPeople(connector: ConnectorScenario, random: SeededRandom): ConnectorScenario {
  if (!random.happens(0.5)) return connector;
  return withColumns(connector, ["followers", "recipient"], (record) => {
    if (!mayHavePeople(record)) return undefined;
    const followers = random.happens(0.3) ? [drawTicketAgent(random), drawTicketAgent(random)] : undefined;
    const recipient = random.happens(0.3) ? pick(RECIPIENTS, random) : undefined;
    if (followers === undefined && recipient === undefined) return undefined;
    const given = recipient === undefined ? {} : { recipient };
    return {
      data: { ...given, ...(followers && { followers: followers.map(({ sent }) => sent) }) },
      meant: { user: { ...record.user, ...given, ...(followers && { followers: followers.map(({ held }) => held) }) } },
    };
  });
}

function mayHavePeople({ isDeletion, refusal, stream }: ScenarioRecord): boolean {
  return stream.object === "tickets" && stream.mode !== "delete" && !isDeletion && !refusal;
}
