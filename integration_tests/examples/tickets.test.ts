import { UNTHROTTLED } from "zendesk-simulator";
import { expect, test } from "vitest";
import { runExample } from "../../testing/connector/run-example.ts";
import { simulatedAccount, ticketsOf, usersOf } from "../../testing/account/simulated-account.ts";

test("the example of tickets imports a history in one sync, and adds nothing when it is run again", async () => {
  const account = await simulatedAccount(UNTHROTTLED);
  const run = async () => {
    const { code, output } = await runExample("tickets", account);
    expect({ code, errors: output.errors, warnings: output.warnings }).toEqual({ code: 0, errors: [], warnings: [] });
    return output;
  };
  const first = await run();
  expect(first.counts).toMatchObject({ created: 4, updated: 1, rejected: 0 });
  expect(first.states).toHaveLength(3);
  const [noor, felix] = usersOf(account.simulator);
  const tickets = ticketsOf(account.simulator);
  expect(tickets).toMatchObject([
    {
      external_id: "case-1",
      status: "closed",
      requester_id: noor?.id,
      created_at: "2023-05-02T09:00:00Z",
      solved_at: "2023-05-04T16:30:00Z",
      comments: [{ author_id: noor?.id }, { public: true }, { public: false }],
    },
    {
      external_id: "case-2",
      requester_id: felix?.id,
      comments: [{ author_id: felix?.id }, {}, { body: "The customer confirmed that the order arrived." }],
    },
  ]);
  await run();
  expect(ticketsOf(account.simulator).map(({ comments, id }) => [id, comments])).toEqual(
    tickets.map(({ comments, id }) => [id, comments]),
  );
});
