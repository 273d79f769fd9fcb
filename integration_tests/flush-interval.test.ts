import { unthrottled } from "zendesk-simulator";
import { expect, test } from "vitest";
import { globalState, record, streamState, USERS } from "./airbyte-messages.ts";
import { isState } from "./connector-output.ts";
import { simulatedAccount, startWrite, usersOf } from "./simulated-account.ts";

const INTERVAL_SECONDS = 2;

test.each([
  ["of a stream", streamState(1)],
  ["of all streams", globalState(1, USERS)],
])("a state %s comes back in time while the input stays open and the batch is half full", async (_type, state) => {
  const account = await simulatedAccount({ ...unthrottled, jobDelaySeconds: { min: 0.1, max: 0.2 } });
  const connector = await startWrite(account, { env: { FLUSH_INTERVAL_SECONDS: String(INTERVAL_SECONDS) } });
  // The process is up once a whole batch and its state have come through.
  const users = Array.from({ length: 100 }, (_, index) => record({ external_id: `first${index}`, name: "First" }));
  await connector.send([...users, streamState(0)]);
  await connector.seen(isState);

  const half = Array.from({ length: 50 }, (_, index) => record({ external_id: `u${index}`, name: "Waiting" }));
  const sentAt = performance.now();
  await connector.send([...half, state]);
  await connector.seen(isState, 2);
  const tookSeconds = (performance.now() - sentAt) / 1000;

  expect(tookSeconds).toBeLessThanOrEqual(INTERVAL_SECONDS);
  expect(connector.output.counts).toMatchObject({ created: 150 });
  expect(usersOf(account.simulator)).toHaveLength(150);
  connector.endInput();
  expect((await connector.ended).code).toBe(0);
});
