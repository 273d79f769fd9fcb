import type * as fc from "fast-check";
import type { ConfiguredStream } from "../../testing/input/airbyte-messages.ts";
import { membershipData } from "./data/memberships.ts";
import { orderData } from "./data/orders.ts";
import { organizationData } from "./data/organizations.ts";
import { ticketData } from "./data/tickets.ts";
import { userData } from "./data/users.ts";
import type { JsonText } from "./json-texts.ts";

interface FuzzedStream {
  readonly stream: ConfiguredStream;
  readonly data: fc.Arbitrary<JsonText>;
}

const PAIR = ["user.external_id", "organization.external_id"];

export const FUZZED: readonly FuzzedStream[] = [
  { stream: { name: "users" }, data: userData },
  { stream: { name: "users", namespace: "crm" }, data: userData },
  { stream: { name: "inserted", object: "users", mode: "append", primaryKey: "external_id" }, data: userData },
  { stream: { name: "updated", object: "users", mode: "update", primaryKey: "email" }, data: userData },
  { stream: deletionOf("users"), data: userData },
  { stream: { name: "tickets" }, data: ticketData },
  { stream: deletionOf("tickets"), data: ticketData },
  { stream: { name: "organizations" }, data: organizationData },
  { stream: deletionOf("organizations"), data: organizationData },
  { stream: { name: "organization_memberships" }, data: membershipData },
  { stream: deletionOf("organization_memberships", PAIR), data: membershipData },
  { stream: { name: "custom_objects/order" }, data: orderData },
  {
    stream: { name: "updated orders", object: "custom_objects/order", mode: "update", primaryKey: "external_id" },
    data: orderData,
  },
  { stream: deletionOf("custom_objects/order"), data: orderData },
];

export const STREAMS: readonly ConfiguredStream[] = FUZZED.map(({ stream }) => stream);

function deletionOf(object: string, primaryKey: ConfiguredStream["primaryKey"] = "external_id"): ConfiguredStream {
  return { name: `deleted ${object}`, object, mode: "soft_delete", primaryKey };
}
