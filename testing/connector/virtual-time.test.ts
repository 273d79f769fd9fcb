import { expect, test } from "vitest";
import { ZendeskSimulator } from "zendesk-simulator";
import { record, streamState } from "../input/airbyte-messages.ts";
import { syncOnVirtualTime } from "./virtual-time.ts";

async function runWith(seed: number): Promise<unknown> {
  const users = Array.from({ length: 700 }, (_, index) => record({ external_id: `u${index}`, name: "User" }));
  const sync = {
    simulator: new ZendeskSimulator({ seed, requestsPerMinute: 30 }),
    seed,
    input: [...users, streamState(1)],
  };
  const { output, requestTimes } = await syncOnVirtualTime(sync);
  return { lines: output.lines, requestTimes };
}

test("the same seed gives the same run, to the message and the millisecond", async () => {
  const first = await runWith(7);
  expect(await runWith(7)).toEqual(first);
  expect(await runWith(8)).not.toEqual(first);
});
