import { readFileSync } from "node:fs";
import { UNTHROTTLED } from "zendesk-simulator";
import { expect, test } from "vitest";
import { runExample } from "../../testing/connector/run-example.ts";
import { recordsOf, simulatedAccount, usersOf } from "../../testing/account/simulated-account.ts";

test("the example of custom objects is written in one sync, and updates the same records when it is run again", async () => {
  const account = await simulatedAccount(UNTHROTTLED);
  const objects = readFileSync(new URL("../../examples/custom-objects/account.json", import.meta.url), "utf8");
  const definition = { method: "POST", path: "/simulator/custom_objects", headers: {}, body: objects };
  account.simulator.handle(definition, Date.now());
  const run = async () => {
    const { code, output } = await runExample("custom-objects", account);
    expect({ code, errors: output.errors, warnings: output.warnings }).toEqual({ code: 0, errors: [], warnings: [] });
    return output;
  };
  const first = await run();
  expect(first.counts).toMatchObject({ created: 7, rejected: 0 });
  expect(first.states).toHaveLength(3);
  const [mara, jon] = usersOf(account.simulator);
  const orders = recordsOf(account.simulator, "order");
  expect(orders.map(({ custom_object_fields: fields }) => [fields["total"], fields["customer"]])).toEqual([
    [149.9, String(mara?.id)],
    [320, String(jon?.id)],
  ]);
  const items = recordsOf(account.simulator, "order_item");
  const [boots, tent] = orders.map(({ id }) => id);
  expect(items.map(({ custom_object_fields: fields }) => fields["order"])).toEqual([boots, boots, tent]);
  await run();
  expect(recordsOf(account.simulator, "order_item").map(({ id }) => id)).toEqual(items.map(({ id }) => id));
});
