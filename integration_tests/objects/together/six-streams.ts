import { type Fault, UNTHROTTLED, ZendeskSimulator } from "zendesk-simulator";
import type { ConfiguredStream, RecordData } from "../../../testing/input/airbyte-messages.ts";

/** A stream of its own for each object; each record names others by the customer's own keys. */
export const STREAMS: readonly ConfiguredStream[] = [
  { name: "tickets" },
  { name: "custom_objects/order" },
  { name: "custom_objects/device" },
  { name: "organization_memberships" },
  { name: "users" },
  { name: "organizations" },
];

const MAKERS: readonly ((number: number, count: number) => RecordData)[] = [
  (number, count) => ({
    external_id: `ticket-${number}`,
    subject: `Ticket ${number}`,
    "requester.external_id": `user-${number}`,
    "organization.external_id": `org-${(number + 1) % count}`,
    email_ccs: [`user-${(number + 7) % count}`],
    comment: { body: "It is broken", author: `user-${number}` },
  }),
  (number) => ({
    external_id: `Order-${number}`,
    name: `Order ${number}`,
    "custom_object_fields.device": `Device-${number}`,
    "custom_object_fields.customer": `user-${number}`,
  }),
  (number) => ({
    external_id: `Device-${number}`,
    name: `Device ${number}`,
    "custom_object_fields.owner": `user-${number}`,
  }),
  (number, count) => ({
    "user.external_id": `user-${number}`,
    "organization.external_id": `org-${(number + 1) % count}`,
  }),
  (number) => ({
    external_id: `user-${number}`,
    name: `User ${number}`,
    "organization.external_id": `org-${number}`,
  }),
  (number) => ({ external_id: `org-${number}`, name: `Organization ${number}` }),
];

export interface StreamRecord {
  readonly stream: ConfiguredStream;
  readonly data: RecordData;
}

/** So many records of each stream, what names something before what it names. */
export function recordsOfAll(count: number, order: "in blocks" | "in turn"): readonly StreamRecord[] {
  const numbers = Array.from({ length: count }, (_, number) => number);
  const blocks = STREAMS.map((stream, index) =>
    numbers.map((number) => ({ stream, data: MAKERS[index]?.(number, count) ?? {} })),
  );
  return order === "in blocks"
    ? blocks.flat()
    : numbers.flatMap((number) => blocks.map((block) => block[number]).filter((each) => each !== undefined));
}

export function emptyAccount(faults: readonly Fault[]): ZendeskSimulator {
  const simulator = new ZendeskSimulator({ ...UNTHROTTLED, faults });
  const { customObjects } = simulator.account;
  customObjects.define({ key: "device", fields: [{ key: "owner", type: "lookup", target: "zen:user" }] });
  customObjects.define({
    key: "order",
    fields: [
      { key: "device", type: "lookup", target: "zen:custom_object:device" },
      { key: "customer", type: "lookup", target: "zen:user" },
    ],
  });
  return simulator;
}

/** Counts how often each external id is looked up before and after its thing exists. */
export class LookUpCount implements Fault {
  readonly #counts = new Map<string, number>();

  after({ method, path }: { method: string; path: string }, { body }: { body: string }): undefined {
    const { pathname, searchParams } = new URL(path, "https://zendesk.example");
    if (method !== "GET") return undefined;
    for (const [parameter, values] of searchParams) {
      if (!/external_id/.test(parameter)) continue;
      for (const value of values.split(",")) {
        const when = body.includes(`"${value}"`) ? "after" : "before";
        const key = `${pathname} ${value} ${when}`;
        this.#counts.set(key, (this.#counts.get(key) ?? 0) + 1);
      }
    }
    return undefined;
  }

  /** `/api/v2/users/show_many.json user-1 before: 2` */
  get repeated(): readonly string[] {
    return [...this.#counts].flatMap(([key, count]) => (count > 1 ? [`${key}: ${count}`] : []));
  }

  get count(): number {
    return this.#counts.size;
  }
}
