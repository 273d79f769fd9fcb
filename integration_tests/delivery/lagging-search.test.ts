import { expect, test } from "vitest";
import { type Fault, ZendeskSimulator, UNTHROTTLED } from "zendesk-simulator";
import { type ConfiguredStream, type RecordData } from "../../testing/input/airbyte-messages.ts";
import { seedUsers } from "../../testing/account/simulated-account.ts";
import { syncEffect } from "../../testing/connector/sync-effect.ts";
import { VIRTUAL_START } from "../../testing/connector/virtual-time.ts";
const STREAM: ConfiguredStream = { name: "people", mode: "append", object: "users", primaryKey: "email" };
const NEW = { email: "new@example.com", name: "New person", details: "of the record" };

/** A sync whose first job says nothing, in an account whose search does not know yet who is new. */
function insertingOnce(applied: "all" | "none", users: readonly RecordData[]) {
  let jobs = 0;
  const silence: Fault = { job: () => (jobs++ === 0 ? { end: "failed", applied } : undefined) };
  const simulator = new ZendeskSimulator({ ...UNTHROTTLED, searchDelaySeconds: 120, faults: [silence] });
  seedUsers(simulator, users, VIRTUAL_START);
  return syncEffect(simulator, [NEW], { stream: STREAM });
}

test("an insert without a result is not confused with a user whom the search did not know yet", async () => {
  const effect = await insertingOnce("none", [{ ...NEW, details: "of somebody else" }]);
  expect(effect.outcomes).toEqual({ already_exists: 1 });
  expect(effect.after).toEqual(effect.before);
});

test("an insert without a result counts as created once the search knows its user", async () => {
  const effect = await insertingOnce("all", []);
  expect(effect.outcomes).toEqual({ created: 1 });
});
