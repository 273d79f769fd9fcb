import { expect, test } from "vitest";
import { type StartOptions, UNTHROTTLED } from "zendesk-simulator";
import { record, streamState } from "../../testing/input/airbyte-messages.ts";
import { isState } from "airbyte-cdk-typescript/testing";
import type { ConnectorProcess } from "../../testing/connector/connector-process.ts";
import { simulatedAccount, startWrite, usersOf, write } from "../../testing/account/simulated-account.ts";

const FLUSH_SOON = { env: { FLUSH_INTERVAL_SECONDS: "0.2" } };

const users = (count: number): readonly string[] =>
  Array.from({ length: count }, (_, index) => record({ external_id: `u${index}`, name: "User" }));

interface BrokenPipe {
  readonly when: string;
  readonly account?: StartOptions;
  readonly breakIt: (connector: ConnectorProcess) => Promise<void>;
}

test.each<BrokenPipe>([
  {
    when: "from the start, and there is nothing to read",
    breakIt: async (connector) => {
      connector.closeOutput();
      connector.endInput();
    },
  },
  {
    when: "from the start, and the input stays open",
    breakIt: async (connector) => {
      connector.closeOutput();
      await connector.send([...users(150), streamState(1)]);
    },
  },
  {
    when: "while states wait for a job",
    account: { jobDelaySeconds: { min: 0.5, max: 0.5 } },
    breakIt: async (connector) => {
      await connector.send([streamState(0), ...users(150), streamState(1), streamState(2)]);
      await connector.seen(isState);
      connector.closeOutput();
    },
  },
  {
    when: "in the middle of many states",
    breakIt: async (connector) => {
      const lines = Array.from({ length: 20_000 }, (_, index) => streamState(index));
      const sending = connector.send(lines);
      await connector.seen(isState, 100);
      connector.closeOutput();
      await sending;
    },
  },
])("a reader of stdout that disappears ends the sync silently: $when", async ({ account: options, breakIt }) => {
  const account = await simulatedAccount({ ...UNTHROTTLED, ...options });
  const connector = await startWrite(account, FLUSH_SOON);
  await breakIt(connector);
  const { code, signal, stderr, output } = await connector.ended;
  expect({ code, signal, stderr, errors: output.errors }).toEqual({ code: 1, signal: null, stderr: "", errors: [] });
});

/** As a shell gives it: `<&-`, `>&-`. Node opens /dev/null in its place. */
test.each([
  ["stdin", 'exec "$@" <&-', 0],
  ["stdout", 'exec "$@" >&-', 150],
])("a command that has no %s at all ends by itself", async (_stream, shell, written) => {
  const account = await simulatedAccount(UNTHROTTLED);
  const { code, signal, stderr } = await write(account, [...users(150), streamState(1)], { ...FLUSH_SOON, shell });
  expect({ code, signal, stderr }).toEqual({ code: 0, signal: null, stderr: "" });
  expect(usersOf(account.simulator)).toHaveLength(written);
});

interface CutInput {
  readonly last: string;
  readonly code: number;
  /** Of 150 users and the truncated line. */
  readonly users: number;
}

const LAST_RECORD = record({ external_id: "last", name: "Last" });

test.each<CutInput & { readonly what: string }>([
  { what: "a record", last: LAST_RECORD.slice(0, -15), code: 1, users: 150 },
  { what: "a state", last: streamState(3).slice(0, -1), code: 1, users: 150 },
  { what: "a log message", last: '{"type":"LOG","log":{"level":"IN', code: 1, users: 150 },
  { what: "the first word", last: '{"type":"RECO', code: 1, users: 150 },
  { what: "what is not a message", last: "Killed", code: 0, users: 150 },
  { what: "nothing but the last newline", last: LAST_RECORD, code: 0, users: 151 },
])("input that ends in the middle of $what", async ({ what: _what, last, ...expected }) => {
  const account = await simulatedAccount(UNTHROTTLED);
  const connector = await startWrite(account, FLUSH_SOON);
  await connector.send([...users(150), streamState(1), streamState(2)]);
  connector.endInput(last);
  const { code, stderr, output } = await connector.ended;
  expect({ code, users: usersOf(account.simulator).length, stderr }).toMatchObject({ ...expected, stderr: "" });
  expect(output.stateLines).toHaveLength(2);
  expect(output.counts).toMatchObject({ written: 150, rejected: 0 });
  const ends = output.errors.map(({ failure_type, message }) => `${failure_type}: ${message.slice(0, 21)}`);
  expect(ends).toEqual(code === 0 ? [] : ["system_error: Line 153 of the input"]);
});
