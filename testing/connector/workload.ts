import type { SpawnedSimulator } from "zendesk-simulator";
import { type ConfiguredStream, type RecordData, USERS } from "../input/airbyte-messages.ts";

/** Any number of records. */
export interface Workload {
  /** The records go to them in turn. */
  readonly streams: readonly [ConfiguredStream, ...ConfiguredStream[]];
  /** Puts into the account what the records need. */
  readonly prepare?: (simulator: SpawnedSimulator) => Promise<void>;
  readonly recordAt: (index: number) => RecordData;
}

/** About 450 bytes per line, like records of customers. */
export const NEW_USERS: Workload = {
  streams: [USERS],
  recordAt: (index) => ({
    external_id: `customer-${index}`,
    name: `Customer Number ${index}`,
    email: `customer-${index}@example.com`,
    phone: `+1415555${String(index % 10_000).padStart(4, "0")}`,
    shared_phone_number: true,
    notes: "Came by the shop in spring and asked for the blue ones. ".repeat(2),
    user_fields: {
      company_size: index % 1000,
      loyalty_tier: "gold",
      lifetime_value: index / 100,
      newsletter: index % 2 === 0,
    },
  }),
};

const CUSTOMERS = 10_000;
const SEEDED_AT_ONCE = 1000;

/** Orders as records of a custom object. Each names one of 10,000 users that exist by its external id. */
export const ORDERS_OF_USERS: Workload = {
  streams: [{ name: "custom_objects/order" }],
  prepare: async (simulator) => {
    await seed(simulator, "custom_objects", [
      {
        key: "order",
        custom_object_fields: [
          { key: "total", type: "decimal" },
          { key: "customer", type: "lookup", relationship_target_type: "zen:user" },
        ],
      },
    ]);
    for (let start = 0; start < CUSTOMERS; start += SEEDED_AT_ONCE) {
      const numbers = Array.from({ length: SEEDED_AT_ONCE }, (_, offset) => start + offset);
      const users = numbers.map((number) => ({ external_id: `customer-${number}`, name: `Customer ${number}` }));
      await seed(simulator, "users", users);
    }
  },
  recordAt: (index) => ({
    external_id: `order-${index}`,
    name: `Order ${index}`,
    "custom_object_fields.total": index / 100,
    "custom_object_fields.customer": `external_id:customer-${(index * 7919) % CUSTOMERS}`,
  }),
};

async function seed({ baseUrl }: SpawnedSimulator, things: string, bodies: readonly RecordData[]): Promise<void> {
  const answer = await fetch(`${baseUrl}/simulator/${things}`, { method: "POST", body: JSON.stringify(bodies) });
  if (!answer.ok) throw new Error(`The simulator refused ${things}: ${await answer.text()}`);
}
