import { spawnSimulator, type SpawnedSimulator } from "zendesk-simulator";
import type { Customer } from "./demo-input.ts";

/** A Zendesk that is quick for a demo: bulk jobs take a second or two instead of ten. */
const SIMULATOR_OPTIONS = ["--seed", "7", "--job-delay-min", "0.2", "--job-delay-max", "1", "--row-ms", "10"];

const ORDER = {
  key: "order",
  title: "Order",
  title_pluralized: "Orders",
  custom_object_fields: [
    { key: "total", type: "decimal", title: "Total" },
    { key: "customer", type: "lookup", title: "Customer", relationship_target_type: "zen:user" },
  ],
};

/** A user as the simulator lists it. */
export interface ZendeskUser {
  readonly id: number;
  readonly external_id: string | null;
  readonly name: string;
  readonly email: string | null;
  readonly phone: string | null;
  readonly details: string | null;
  readonly organization_ids: readonly number[];
  readonly user_fields: Readonly<Record<string, unknown>>;
}

/** A Zendesk on this machine, with its page. */
export async function startAccount(): Promise<SpawnedSimulator> {
  return await spawnSimulator(SIMULATOR_OPTIONS, { hasPage: true });
}

/** Puts some of the customers into the account, and some of them twice. Defines the custom object. */
export async function fillAccount(simulator: SpawnedSimulator, customers: readonly Customer[]): Promise<void> {
  await post(simulator, "/simulator/custom_objects", [ORDER]);
  await post(simulator, "/simulator/users", formerUsers(customers));
}

/** Every tenth customer is known by external id. The address of every hundredth belongs to a second, older user. */
function formerUsers(customers: readonly Customer[]): readonly object[] {
  const known = customers.filter(({ id }) => id % 10 === 0);
  return known.flatMap(({ id, name, email }) =>
    id % 100 === 0
      ? [
          { name, external_id: String(id), email: `old-address-${id}@example.com` },
          { name: `${name} (old)`, email },
        ]
      : [{ name: `${name} (old name)`, external_id: String(id), email }],
  );
}

/** The account's users by external id. */
export async function readUsers({ baseUrl }: SpawnedSimulator): Promise<ReadonlyMap<string, ZendeskUser>> {
  const answer = await fetch(`${baseUrl}/simulator/users`);
  const lines = (await answer.text()).split("\n").filter((line) => line !== "");
  const users = lines.map((line) => JSON.parse(line) as ZendeskUser);
  return new Map(users.flatMap((user) => (user.external_id === null ? [] : [[user.external_id, user] as const])));
}

export async function countRequests({ baseUrl }: SpawnedSimulator): Promise<number> {
  const answer = await fetch(`${baseUrl}/simulator/requests`);
  return ((await answer.json()) as { total: number }).total;
}

async function post({ baseUrl }: SpawnedSimulator, path: string, body: readonly object[]): Promise<void> {
  const headers = { "content-type": "application/json" };
  const answer = await fetch(baseUrl + path, { method: "POST", headers, body: JSON.stringify(body) });
  if (!answer.ok) throw new Error(`The simulator answered ${answer.status} to ${path}: ${await answer.text()}`);
}
