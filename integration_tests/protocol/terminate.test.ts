import { expect, test } from "vitest";
import { record, streamState } from "../../testing/input/airbyte-messages.ts";
import { isState } from "airbyte-cdk-typescript/testing";
import { simulatedAccount, startWrite } from "../../testing/account/simulated-account.ts";

const BATCH = 100;

test("on SIGTERM in the middle of a sync, records in flight settle, their states are returned, and the process dies by the signal", async () => {
  const account = await simulatedAccount({
    requestsPerMinute: 0,
    jobDelaySeconds: { min: 0.2, max: 1 },
    rowMilliseconds: 0,
  });
  const connector = await startWrite(account);
  const lines = Array.from({ length: 20 }, (_batch, batch) => [
    ...Array.from({ length: BATCH }, (_row, row) =>
      record({ external_id: `u${batch}-${row}`, name: "User", notes: `${batch}` }),
    ),
    streamState(batch),
  ]).flat();
  // The input stays open: only the signal can end the sync.
  const sending = connector.send(lines);
  await connector.seen(isState);
  connector.kill("SIGTERM");
  const { code, signal, output, stderr } = await connector.ended;
  await sending;

  expect({ code, signal, errors: output.errors, stderr }).toEqual({
    code: null,
    signal: "SIGTERM",
    errors: [],
    stderr: "",
  });
  const batches = output.states.map(({ stream }) => stream?.stream_state?.cursor ?? -1);
  expect(batches).toEqual(batches.map((_, index) => index));
  // Read directly: a request would end jobs that had not ended when the connector did.
  const stored = [...account.simulator.account.users.all()].map(({ attributes }) => attributes["notes"]);
  expect(batches.map((batch) => stored.filter((notes) => notes === `${batch}`).length)).toEqual(
    batches.map(() => BATCH),
  );
});

test("on SIGTERM while it waits for input, the connector ends at once, without an error", async () => {
  const account = await simulatedAccount();
  const connector = await startWrite(account, { env: { FLUSH_INTERVAL_SECONDS: "600" } });
  await connector.send([streamState(1), record({ external_id: "u1", name: "User" }), streamState(2)]);
  await connector.seen(isState);
  connector.kill("SIGTERM");
  const { signal, output } = await connector.ended;
  expect(signal).toBe("SIGTERM");
  expect(output.errors).toEqual([]);
  expect(output.states).toHaveLength(1);
});
