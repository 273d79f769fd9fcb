import type { SpawnedSimulator } from "zendesk-simulator";
import type { RecordData } from "../../testing/input/airbyte-messages.ts";

/** An object of Zendesk whose records each way to write them gets. */
export interface WrittenObject {
  readonly name: string;
  /** Its things in bodies of the API, such as `user` and `users`. */
  readonly one: string;
  readonly many: string;
  /** Below `/api/v2/`. */
  readonly path: string;
  /** Finds a thing by its key, below `/api/v2/`. */
  readonly lookUp: (index: number, ids: Ids) => string;
  readonly bodyAt: (index: number, ids: Ids) => RecordData;
  /** The record for the connector, if it is not the same. */
  readonly recordAt?: (index: number, ids: Ids) => RecordData;
  /** What node-zendesk calls it; undefined if it does not have it. */
  readonly client?: string;
  /** node-zendesk puts the name of the thing around bodies itself. */
  readonly isNamedByClient?: boolean;
  /** If it takes a request for each record, and the account allows few of them. */
  readonly mostRecords?: number;
  /** Puts into the account what so many records need, and returns the ids by which they name it. */
  readonly prepare?: (simulator: SpawnedSimulator, records: number) => Promise<Ids>;
}

export type Ids = readonly number[];

const SEEDED_AT_ONCE = 1000;

export const WRITTEN_OBJECTS: readonly WrittenObject[] = [
  {
    name: "users",
    one: "user",
    many: "users",
    path: "users",
    client: "users",
    lookUp: (index) => `users/search?external_id=u${index}`,
    bodyAt: (index) => ({ external_id: `u${index}`, name: `User ${index}`, email: `u${index}@example.com` }),
  },
  {
    name: "organizations",
    one: "organization",
    many: "organizations",
    path: "organizations",
    client: "organizations",
    lookUp: (index) => `organizations/search?external_id=o${index}`,
    bodyAt: (index) => ({ external_id: `o${index}`, name: `Organization ${index}` }),
  },
  {
    name: "organization_memberships",
    one: "organization_membership",
    many: "organization_memberships",
    path: "organization_memberships",
    client: "organizationmemberships",
    isNamedByClient: true,
    lookUp: (index, [, ...users]) => `users/${users[index]}/organization_memberships`,
    bodyAt: (index, [organization, ...users]) => ({ user_id: users[index], organization_id: organization }),
    prepare: async (simulator, records) => {
      const ids = [...(await seed(simulator, "organizations", [{ name: "Acme" }]))];
      for (let from = 0; from < records; from += SEEDED_AT_ONCE) {
        const size = Math.min(SEEDED_AT_ONCE, records - from);
        const users = Array.from({ length: size }, (_, offset) => ({ name: `User ${from + offset}` }));
        ids.push(...(await seed(simulator, "users", users)));
      }
      return ids;
    },
  },
  {
    name: "tickets",
    one: "ticket",
    many: "tickets",
    path: "tickets",
    client: "tickets",
    mostRecords: 300,
    lookUp: (index) => `tickets?external_id=t${index}`,
    bodyAt: (index) => ({ external_id: `t${index}`, subject: `Order ${index}`, comment: { body: "It has not come." } }),
    recordAt: (index) => ({ external_id: `t${index}`, subject: `Order ${index}`, comment: "It has not come." }),
  },
  {
    name: "custom_objects/order",
    one: "custom_object_record",
    many: "custom_object_records",
    path: "custom_objects/order/records",
    lookUp: (index) => `custom_objects/order/records?filter[external_ids]=o${index}`,
    bodyAt: (index) => ({ external_id: `o${index}`, name: `Order ${index}` }),
    prepare: (simulator) => seed(simulator, "custom_objects", [{ key: "order", custom_object_fields: [] }]),
  },
];

async function seed({ baseUrl }: SpawnedSimulator, things: string, bodies: readonly RecordData[]): Promise<Ids> {
  const answer = await fetch(`${baseUrl}/simulator/${things}`, { method: "POST", body: JSON.stringify(bodies) });
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the simulator's own answer
  const body = (await answer.json()) as Readonly<Record<string, readonly { readonly id: number }[]>>;
  if (!answer.ok) throw new Error(`The simulator refused ${things}: ${JSON.stringify(body)}`);
  return (body[things] ?? []).map(({ id }) => id);
}
