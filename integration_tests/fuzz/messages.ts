import * as fc from "fast-check";
import type { ConfiguredStream } from "../../testing/input/airbyte-messages.ts";
import { type JsonText, object, oddValue } from "./json-texts.ts";
import { TICKET_COLUMNS } from "./ticket-columns.ts";

export const STREAMS: readonly ConfiguredStream[] = [
  { name: "users" },
  { name: "users", namespace: "crm" },
  { name: "inserted", object: "users", mode: "append", primaryKey: "external_id" },
  { name: "updated", object: "users", mode: "update", primaryKey: "email" },
  { name: "deleted", object: "users", mode: "soft_delete", primaryKey: "external_id" },
  { name: "tickets" },
  { name: "deleted tickets", object: "tickets", mode: "soft_delete", primaryKey: "external_id" },
];

/** So few that records often share one. */
const person = fc.nat({ max: 30 });

const text = (value: string): JsonText => JSON.stringify(value);
const oneOf = (...values: readonly JsonText[]): fc.Arbitrary<JsonText> => fc.constantFrom(...values);

/** Values as an ordinary source sends them. */
const COLUMNS: Readonly<Record<string, fc.Arbitrary<JsonText>>> = {
  external_id: person.map((index) => text(`Person-${index}`)),
  email: person.map((index) => text(`person.${index}@example.com`)),
  id: oneOf("1", "61640687600001", '"61640687600002"'),
  name: person.map((index) => text(`Fuzzy Person ${index}`)),
  phone: oneOf('"(415) 555-2671"', '"+14155552672"', "4155552673"),
  tags: oneOf('["first tag","second tag"]', '"third tag"', "[]"),
  organization: oneOf("null", "null", '"Unheard Of Inc"', '{"external_id":"unheard-of"}'),
  organization_id: oneOf("1", "null", "null"),
  notes: oneOf('"some private notes"', '"line one\\nline two"'),
  locale: oneOf('"en-US"', '"de"'),
  role: oneOf('"agent"', '"end-user"'),
  suspended: oneOf("true", '"false"'),
  remote_photo_url: oneOf('"https://example.com/photo.png"'),
  "user_fields.company_size": oneOf("1234567", '"7654321"'),
  "user_fields.loyalty_tier": oneOf('"Gold"', '"silver"'),
  "user_fields.lifetime_value": oneOf("1234.565", '"99.5"'),
  "user_fields.newsletter": oneOf("true", '"yes"'),
  "user_fields.signup_date": oneOf('"2025-03-04"', '"2025-03-04T23:30:00-05:00"'),
  "user_fields.state": oneOf('"California"', '"ny"'),
  "user_fields.interests": oneOf('["Running","Hiking"]', '"Cycling"'),
  "user_fields.customer_number": oneOf('"AB-1234"'),
  user_fields: oneOf(
    '{"shipping_address":"12 Some Street"}',
    '{"customer_number":"AB-4321","newsletter":null}',
    '{"shipping_address":"12 Some Street","unheard_of":1}',
    '{"company_size":1,"__proto__":2}',
  ),
  _ab_cdc_deleted_at: oneOf("null", "null", '"2025-03-04T00:00:00Z"'),
};

const ODD_NAMES = ["__proto__", "constructor", "toString", "", "user_fields.", "user_fields.__proto__", "shoe_size"];

/** Most records can be written: they have what `own` gives, and nothing unusual. Some columns occur twice. */
function dataOf(
  columns: Readonly<Record<string, fc.Arbitrary<JsonText>>>,
  own: fc.Arbitrary<readonly (readonly [string, JsonText])[]>,
): fc.Arbitrary<JsonText> {
  const good = fc
    .constantFrom(...Object.entries(columns))
    .chain(([column, values]) => values.map((value) => [column, value] as const));
  const odd = fc.tuple(fc.oneof(fc.constantFrom(...Object.keys(columns)), fc.constantFrom(...ODD_NAMES)), oddValue);
  const more = fc.array(fc.oneof({ weight: 20, arbitrary: good }, { weight: 1, arbitrary: odd }), { maxLength: 8 });
  return fc.tuple(own, more).map(([given, others]) => object(...given, ...others));
}

const userData = dataOf(
  COLUMNS,
  fc.tuple(fc.subarray(["external_id", "email", "name"] as const, { minLength: 2 }), person).map(([own, index]) => {
    const values = {
      external_id: `Person-${index}`,
      email: `person.${index}@example.com`,
      name: `Fuzzy Person ${index}`,
    };
    return own.map((column) => [column, text(values[column])] as const);
  }),
);
const ticketData = dataOf(
  TICKET_COLUMNS,
  person.map((index) => [
    ["external_id", text(`Case-${index}`)],
    ["subject", text(`Fuzzy subject of ${index}`)],
  ]),
);

const namespaceMember = (namespace: string | undefined): [string, JsonText][] =>
  namespace === undefined ? [] : [["namespace", text(namespace)]];

/** A record that any source could send, with any values. */
export const goodRecord: fc.Arbitrary<JsonText> = fc
  .tuple(fc.constantFrom(...STREAMS), fc.option(oddValue, { freq: 10 }))
  .chain(([stream, meta]) =>
    fc.tuple(fc.constant(stream), stream.name.endsWith("tickets") ? ticketData : userData, fc.constant(meta)),
  )
  .map(([{ name, namespace }, values, meta]) => {
    const changes: [string, JsonText][] = meta === null ? [] : [["meta", object(["changes", meta])]];
    const content = object(["stream", text(name)], ...namespaceMember(namespace), ["data", values], ...changes);
    return object(["type", '"RECORD"'], ["record", content]);
  });

const descriptor = fc
  .constantFrom<ConfiguredStream>(...STREAMS, { name: "elsewhere" }, { name: "users", namespace: "" })
  .map(({ name, namespace }) => object(["name", text(name)], ...namespaceMember(namespace)));

const STATE_CONTENTS: readonly fc.Arbitrary<(readonly [string, JsonText])[]>[] = [
  fc.tuple(descriptor, oddValue).map(([stream, cursor]) => [
    ["type", '"STREAM"'],
    ["stream", object(["stream_descriptor", stream], ["stream_state", cursor])],
  ]),
  descriptor.map((stream) => [["stream", object(["stream_descriptor", stream])]]),
  oddValue.map((shared) => [
    ["type", '"GLOBAL"'],
    ["global", object(["shared_state", shared], ["stream_states", "[]"])],
  ]),
  oddValue.map((cursor) => [["data", cursor]]),
  fc.tuple(oddValue, oddValue).map(([type, stream]) => [
    ["type", type],
    ["stream", stream],
  ]),
];

export const state: fc.Arbitrary<JsonText> = fc
  .tuple(
    fc.oneof(...STATE_CONTENTS),
    fc.option(fc.tuple(fc.constantFrom("destinationStats", "id", "sourceStats", "__proto__"), oddValue), { freq: 3 }),
    fc.boolean(),
  )
  .map(([content, extra, extraFirst]) => {
    const more = extra === null ? [] : [extra];
    const members = extraFirst ? [...more, ...content] : [...content, ...more];
    return object(["type", '"STATE"'], ["state", object(...members)]);
  });

/** Messages that do not concern a destination, and lines that are not messages. */
export const other: fc.Arbitrary<JsonText> = fc.oneof(
  oddValue.map((content) => object(["type", '"LOG"'], ["log", object(["level", '"INFO"'], ["message", content])])),
  oddValue.map((content) => object(["type", '"TRACE"'], ["trace", content])),
  oddValue.map((content) => object(["type", '"CONTROL"'], ["control", content])),
  fc.tuple(oddValue, oddValue).map(([type, content]) => object(["type", type], ["record", content])),
  fc.constantFrom("", " ", "\r", "{", "[]", "null", "\u2028"),
  oddValue,
);

/** A stream's name may be printed, so no name is also a value of a record. */
const oddStream = fc.oneof(
  oneOf('"users "', '"Users"', '"nobody\'s stream"', '"\\udabc stream"', '"\u2028 stream"'),
  oddValue.filter((value) => !value.startsWith('"')),
);

/** Records and states in which any part may be anything. Most end a sync. */
export const brokenMessage: fc.Arbitrary<JsonText> = fc
  .tuple(fc.constantFrom("RECORD", "STATE"), fc.subarray(["type", "record", "state"]), oddStream, oddValue, oddValue)
  .map(([type, present, stream, values, content]) => {
    const members: (readonly [string, JsonText])[] = [
      ["type", text(type)],
      ["record", object(["stream", stream], ["data", values])],
      ["state", content],
    ];
    return object(...members.filter(([key]) => present.includes(key)));
  });
