import { UNTHROTTLED } from "zendesk-simulator";
import { expect, test } from "vitest";
import { runExample } from "../../testing/connector/run-example.ts";
import { seedUsers, simulatedAccount, usersOf } from "../../testing/account/simulated-account.ts";

test("the example of users maps, converts and deletes, and leaves the same users when it is run again", async () => {
  const account = await simulatedAccount(UNTHROTTLED);
  seedUsers(account.simulator, [{ name: "Former Customer", external_id: "k-0" }]);
  const run = async () => {
    const { code, output } = await runExample("users", account);
    expect({ code, errors: output.errors, warnings: output.warnings }).toEqual({ code: 0, errors: [], warnings: [] });
    return output;
  };
  const first = await run();
  expect(first.counts).toMatchObject({ created: 3, deleted: 1, rejected: 0 });
  expect(first.states).toHaveLength(2);
  const users = usersOf(account.simulator);
  expect(users).toMatchObject([
    {
      external_id: "k-1",
      name: "Ines Moreau",
      email: "ines@example.com",
      phone: "+14155552671",
      tags: ["vip", "newsletter"],
      user_fields: { loyalty_tier: "gold", signup_date: "2024-02-29T00:00:00+00:00" },
    },
    { external_id: "k-2", name: "Tomás Ferreira", phone: null },
    { external_id: "k-3", name: "Ada Nowak", email: null, phone: "+442079460018", tags: [] },
  ]);
  expect((await run()).counts).toMatchObject({ updated: 3, unchanged: 1, rejected: 0 });
  expect(usersOf(account.simulator).map(({ id }) => id)).toEqual(users.map(({ id }) => id));
});
