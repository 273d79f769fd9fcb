import type { SeededRandom } from "../../../testing/input/seeded-random.ts";
import type { ConnectorScenario, ScenarioRecord } from "../scenario.ts";
import { withColumns } from "../with-columns.ts";
import { drawOrganization } from "./shared-organizations.ts";

/** Lists organizations in some records of users that name none: as a list, or as its JSON text. */
export function addOrganizationLists(connector: ConnectorScenario, random: SeededRandom): ConnectorScenario {
  if (!random.happens(0.4)) return connector;
  return withColumns(connector, ["organizations"], (record) => {
    if (!mayListOrganizations(record) || !random.happens(0.3)) return undefined;
    const listed = Array.from({ length: 1 + random.whole(3) }, () => drawOrganization(random));
    const sent = listed.map((each) => each.sent);
    return {
      data: { organizations: random.happens(0.3) ? JSON.stringify(sent) : sent },
      meant: { organizations: listed.map(({ organization }) => organization) },
    };
  });
}

function mayListOrganizations({ isDeletion, organization, refusal, stream }: ScenarioRecord): boolean {
  return stream.object === "users" && stream.mode !== "delete" && !isDeletion && !organization && !refusal;
}
