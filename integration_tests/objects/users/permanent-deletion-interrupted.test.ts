import { expect, test } from "vitest";
import { UNTHROTTLED } from "zendesk-simulator";
import { type ConfiguredStream, record, streamState } from "../../../testing/input/airbyte-messages.ts";
import { seedUsers, simulatedAccount, startWrite, write } from "../../../testing/account/simulated-account.ts";

const STREAM: ConfiguredStream = { name: "gone", object: "users", mode: "soft_delete", primaryKey: "external_id" };
const OPTIONS = { streams: [STREAM], settings: { permanent_deletion: true } };
/** More than Zendesk deletes permanently in 10 minutes. */
const USERS = 720;
/** What Zendesk deletes permanently in 10 minutes. */
const AT_ONCE = 700;

test("a sync that is ended while it waits for the limit ends without an error, and the next one deletes the rest", async () => {
  const account = await simulatedAccount(UNTHROTTLED);
  const people = Array.from({ length: USERS }, (_, index) => ({ name: "Somebody", external_id: `u-${index}` }));
  seedUsers(account.simulator, people);
  const purged = (): number =>
    [...account.simulator.account.users.all()].filter(({ name }) => name === "Permanently Deleted User").length;
  const input = [...people.map(({ external_id }) => record({ external_id }, STREAM)), streamState(1, STREAM)];

  const connector = await startWrite(account, OPTIONS);
  const sending = connector.send(input);
  await connector.seen(({ log }) => log?.message.includes("users permanently in 10 minutes") === true);
  connector.kill("SIGTERM");
  const { signal, output, stderr } = await connector.ended;
  await sending;
  expect({ signal, errors: output.errors, stderr, states: output.states }).toEqual({
    signal: "SIGTERM",
    errors: [],
    stderr: "",
    states: [],
  });
  expect(purged()).toBe(AT_ONCE);

  const next = await write(account, input, OPTIONS);
  expect({ code: next.code, purged: purged() }).toEqual({ code: 0, purged: USERS });
  expect(next.output.counts).toMatchObject({ deleted: USERS - AT_ONCE, unchanged: AT_ONCE, rejected: 0 });
});
