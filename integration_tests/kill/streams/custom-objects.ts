import type { ZendeskSimulator } from "zendesk-simulator";
import { recordsOf } from "../../../testing/account/simulated-account.ts";
import type { RecordData } from "../../../testing/input/airbyte-messages.ts";
import { SeededRandom } from "../../../testing/input/seeded-random.ts";
import { type KilledStream, inFixedOrder } from "./killed-stream.ts";
import { userNames } from "./names.ts";
import { hasNoKey, isBadForZendesk, isRefused, markOf, positionIn, thingAt } from "./positions.ts";

const KEY = "order";
const PREFIX = "custom_object_fields";

/** Orders, which name the users with these external ids. */
export function killedOrders(customerAt: (index: number) => string): KilledStream {
  return {
    stream: { name: `custom_objects/${KEY}` },
    recordAt: (index) => recordAt(index, customerAt(index)),
    thingAt: (index) => (isRefused(index) ? undefined : orderAt(thingAt(index))),
    held: ({ account }) =>
      new Map(
        [...(account.customObjects.byKey(KEY)?.records.all() ?? [])].map(({ externalId, values }) => [
          String(externalId),
          positionIn(values["note"]),
        ]),
      ),
    comparable: comparableOrders,
  };
}

export function defineOrders({ account }: ZendeskSimulator): void {
  account.customObjects.define({
    key: KEY,
    fields: [
      { key: "note", type: "text" },
      { key: "total", type: "decimal" },
      { key: "customer", type: "lookup", target: "zen:user" },
    ],
  });
}

function orderAt(number: number): string {
  return `Order-${number}`;
}

function recordAt(index: number, customer: string): RecordData {
  const random = new SeededRandom(index);
  const note = { [`${PREFIX}.note`]: markOf(index) };
  if (hasNoKey(index)) return note;
  const order = orderAt(thingAt(index));
  return {
    external_id: order,
    name: `Name of ${order}`,
    ...note,
    [`${PREFIX}.customer`]: isBadForZendesk(index) ? "external_id:missing" : customer,
    ...(random.happens(0.4) && { [`${PREFIX}.total`]: index / 4 }),
  };
}

function comparableOrders(simulator: ZendeskSimulator, nowMs?: number): readonly unknown[] {
  const users = userNames(simulator);
  const orders = recordsOf(simulator, KEY, nowMs).map(
    ({ name, external_id, custom_object_fields: { customer, ...fields } }) => ({
      name,
      external_id,
      ...fields,
      customer: users.get(Number(customer)),
    }),
  );
  return inFixedOrder(orders);
}
