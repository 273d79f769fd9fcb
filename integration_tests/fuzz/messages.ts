import * as fc from "fast-check";
import type { ConfiguredStream } from "../../testing/input/airbyte-messages.ts";
import { oneOf, text } from "./data/record-data.ts";
import { FUZZED, STREAMS } from "./streams.ts";
import { type JsonText, object, oddValue } from "./json-texts.ts";

const namespaceMember = (namespace: string | undefined): [string, JsonText][] =>
  namespace === undefined ? [] : [["namespace", text(namespace)]];

/** A record that any source could send, with any values. */
export const goodRecord: fc.Arbitrary<JsonText> = fc
  .tuple(fc.constantFrom(...FUZZED), fc.option(oddValue, { freq: 10 }))
  .chain(([{ data, stream }, meta]) => fc.tuple(fc.constant(stream), data, fc.constant(meta)))
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
