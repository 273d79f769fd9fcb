import type { SeededRandom } from "../../../testing/input/seeded-random.ts";
import { pick } from "../pick.ts";
import type { ConnectorScenario, ScenarioRecord } from "../scenario.ts";
import { withColumns } from "../with-columns.ts";
import { ORGANIZATIONS, drawOrganization } from "./shared-organizations.ts";

/** Lists organizations in some records of users that name none: as a list, or as its JSON text. */
export function addOrganizationLists(connector: ConnectorScenario, random: SeededRandom): ConnectorScenario {
  if (writesMemberships(connector) || !random.happens(0.4)) return connector;
  return withColumns(connector, ["organizations"], (record) => {
    if (!mayNameOrganizations(record) || !random.happens(0.3)) return undefined;
    const listed = Array.from({ length: 1 + random.whole(3) }, () => drawOrganization(random));
    const sent = listed.map((each) => each.sent);
    return {
      data: { organizations: random.happens(0.3) ? JSON.stringify(sent) : sent },
      meant: { organizations: listed.map(({ organization }) => organization) },
    };
  });
}

/** Names an organization in some records of users that name none, each of its keys in a column of its own. */
export function addOrganizationColumns(connector: ConnectorScenario, random: SeededRandom): ConnectorScenario {
  if (writesMemberships(connector) || !random.happens(0.4)) return connector;
  const columns = ["organization_id", "organization.external_id", "organization.name"];
  return withColumns(connector, columns, (record) => {
    if (!mayNameOrganizations(record) || !random.happens(0.3)) return undefined;
    const { externalId, id, name } = pick(ORGANIZATIONS, random);
    const data = pick(
      [{ organization_id: String(id) }, { "organization.external_id": externalId }, { "organization.name": name }],
      random,
    );
    return { data, meant: { organization: { column: "id", value: String(id) } } };
  });
}

/** Which of several organizations would be the default is chance then. */
function writesMemberships({ streams }: ConnectorScenario): boolean {
  return streams.some(({ object }) => object === "organization_memberships");
}

function mayNameOrganizations(record: ScenarioRecord): boolean {
  const { isDeletion, organization, organizations, refusal, stream } = record;
  if (stream.object !== "users" || stream.mode === "delete") return false;
  return !isDeletion && !organization && !organizations && !refusal;
}
