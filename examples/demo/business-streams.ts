import type { Customer } from "./demo-input.ts";

/** A stream besides Faker's customers. */
export interface DemoStream {
  readonly name: string;
  readonly object: string;
  readonly fields: readonly { readonly field: string; readonly column: string }[];
  readonly schema: Readonly<Record<string, { readonly type: string }>>;
  readonly records: readonly Readonly<Record<string, string | number>>[];
}

const COMPANIES = 40;
const CASES = 60;
const ORDERS = 200;
const PLANS = ["Starter", "Team", "Enterprise"];
const TOPICS = ["Refund", "Delivery", "Warranty"];
const TEXT = { type: "string" };
const NUMBER = { type: "number" };

/** The companies first, because the others name them. The customers are those of Faker's stream. */
export function businessStreams(customers: readonly Customer[]): readonly DemoStream[] {
  return [companies(), memberships(customers), cases(customers), orders(customers)];
}

function companies(): DemoStream {
  return {
    name: "companies",
    object: "organizations",
    fields: [
      { field: "external_id", column: "company_id" },
      { field: "name", column: "company_name" },
      { field: "organization_fields.plan", column: "plan" },
      { field: "organization_fields.employees", column: "employees" },
    ],
    schema: { company_id: TEXT, company_name: TEXT, plan: TEXT, employees: { type: "integer" } },
    records: numbered(COMPANIES, (number) => ({
      company_id: `f-${number}`,
      company_name: `Company ${number}`,
      plan: pick(PLANS, number),
      employees: 5 + ((number * 37) % 400),
    })),
  };
}

/** Every third customer belongs to a company. */
function memberships(customers: readonly Customer[]): DemoStream {
  const members = customers.filter(({ id }) => id % 3 === 1);
  return {
    name: "employments",
    object: "organization_memberships",
    fields: [
      { field: "user.external_id", column: "customer_id" },
      { field: "organization.external_id", column: "company_id" },
    ],
    schema: { customer_id: TEXT, company_id: TEXT },
    records: members.map(({ id }) => ({ customer_id: String(id), company_id: `f-${1 + (id % COMPANIES)}` })),
  };
}

function cases(customers: readonly Customer[]): DemoStream {
  return {
    name: "cases",
    object: "tickets",
    fields: [
      { field: "external_id", column: "case_id" },
      { field: "subject", column: "title" },
      { field: "status", column: "state" },
      { field: "requester.external_id", column: "customer_id" },
      { field: "custom_fields.Topic", column: "topic" },
      { field: "comment", column: "message" },
    ],
    schema: { case_id: TEXT, title: TEXT, state: TEXT, customer_id: TEXT, topic: TEXT, message: TEXT },
    records: numbered(CASES, (number) => {
      const topic = pick(TOPICS, number);
      const customer_id = String(pick(customers, number * 7).id);
      const title = `${topic} of order ${number}`;
      return { case_id: `case-${number}`, title, state: "open", customer_id, topic, message: "Please get back to me." };
    }),
  };
}

function orders(customers: readonly Customer[]): DemoStream {
  return {
    name: "orders",
    object: "custom_objects/order",
    fields: [
      { field: "external_id", column: "order_id" },
      { field: "name", column: "title" },
      { field: "custom_object_fields.total", column: "amount" },
      { field: "custom_object_fields.customer", column: "buyer" },
    ],
    schema: { order_id: TEXT, title: TEXT, amount: NUMBER, buyer: TEXT },
    records: numbered(ORDERS, (number) => ({
      order_id: `o-${number}`,
      title: `Order ${number}`,
      amount: 20 + ((number * 31) % 400) / 2,
      buyer: `external_id:${pick(customers, number * 5).id}`,
    })),
  };
}

function numbered<Item>(count: number, item: (number: number) => Item): readonly Item[] {
  return Array.from({ length: count }, (_, index) => item(index + 1));
}

/** Round and round. */
function pick<Item>(items: readonly Item[], index: number): Item {
  return items[index % items.length] as Item;
}
