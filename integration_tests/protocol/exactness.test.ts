import { UNTHROTTLED } from "zendesk-simulator";
import { expect, test } from "vitest";
import { record } from "../../testing/input/airbyte-messages.ts";
import { simulatedAccount, userLinesOf, usersOf, write } from "../../testing/account/simulated-account.ts";

const DESCRIPTOR = '"stream_descriptor":{"name":"users"}';

/** States as sources may write them. STATS marks where the connector puts its counts. */
const STATES: readonly string[] = [
  // A number beyond 2^53.
  `{"type":"STATE","state":{"type":"STREAM","stream":{${DESCRIPTOR},"stream_state":{"n":12345678901234567890}}STATS}}`,
  // A fraction of zero, an exponent, more digits than fit into a double.
  `{"type":"STATE","state":{"type":"STREAM","stream":{${DESCRIPTOR},"stream_state":{"a":1.0,"b":1E+2,"c":0.10000000000000000001}}STATS}}`,
  // Fields that are in no protocol, and the platform's own id.
  `{"type":"STATE","state":{"type":"STREAM","id":7,"stream":{${DESCRIPTOR},"stream_state":{}},"sourceStats":{"recordCount":0.0},"later":{"x":[1,{}]}STATS},"emitted":true}`,
  // PyAirbyte's nulls.
  `{"type": "STATE", "log": null, "spec": null, "state": {"type": "STREAM", "stream": {"stream_descriptor": {"name": "users", "namespace": null}, "stream_state": {"cursor": null}}, "global_": null, "data": null, "sourceStats": nullSTATS}, "record": null}`,
  // Escapes, braces and line separators in texts; unusual spaces.
  `{ "type":"STATE" , "state":{"type":"STREAM","stream":{${DESCRIPTOR},"stream_state":{"t":"}\\"{\\u00e9 \u2028 \\\\"}}  ,"k\\u0065y":"é"STATS }}`,
];

test("states are returned byte for byte, except for their counts", async () => {
  const account = await simulatedAccount(UNTHROTTLED);
  const users = STATES.map((_, index) => record({ external_id: `u${index}`, name: "User" }));
  const input = STATES.flatMap((line, index) => [users[index] ?? "", line.replace("STATS", "")]);
  const { output } = await write(account, input);
  const stats = output.states.map(({ destinationStats }) => JSON.stringify(destinationStats));
  expect(output.stateLines).toEqual(
    STATES.map((line, index) => line.replace("STATS", `,"destinationStats":${stats[index]}`)),
  );
  expect(output.states.map(({ destinationStats }) => destinationStats.recordCount)).toEqual(STATES.map(() => 1));
});

test("counts that a state already has are replaced in place", async () => {
  const account = await simulatedAccount(UNTHROTTLED);
  const line = (stats: string): string =>
    `{"type":"STATE","state":{"destinationStats":${stats},"type":"STREAM","stream":{${DESCRIPTOR}}}}`;
  const { output } = await write(account, [record({ external_id: "u1", name: "User" }), line('{"recordCount":99.0}')]);
  expect(output.counts).toMatchObject({ written: 1 });
  expect(output.stateLines).toEqual([line(JSON.stringify(output.states[0]?.destinationStats))]);
});

test("integers beyond 2^53 reach Zendesk with all their digits", async () => {
  const account = await simulatedAccount(UNTHROTTLED);
  const data = '{"external_id":9007199254740993,"name":"Big","user_fields":{"company_size":1234567890123456789}}';
  const flat = '{"external_id":"9007199254740995","name":"Flat","user_fields.company_size":9007199254740997}';
  const lines = [data, flat].map(
    (text) => `{"type":"RECORD","record":{"stream":"users","data":${text},"emitted_at":1}}`,
  );
  const { code } = await write(account, lines);
  const [big, second] = userLinesOf(account.simulator);
  expect(code).toBe(0);
  expect(big).toContain('"external_id":"9007199254740993"');
  expect(big).toContain('"company_size":1234567890123456789');
  expect(second).toContain('"external_id":"9007199254740995"');
  expect(second).toContain('"company_size":9007199254740997');
});

test("keys are sent as trimmed text, whole numbers without fraction or exponent", async () => {
  const account = await simulatedAccount(UNTHROTTLED);
  const keys = ["1001.0", "1e3", '"  padded "', '"0007"', "-5", "1.50"];
  const lines = keys.map(
    (key) => `{"type":"RECORD","record":{"stream":"users","data":{"external_id":${key},"name":"User"},"emitted_at":1}}`,
  );
  await write(account, lines);
  const stored = usersOf(account.simulator).map(({ external_id }) => external_id);
  expect(stored).toEqual(["1001", "1000", "padded", "0007", "-5", "1.5"]);
});
