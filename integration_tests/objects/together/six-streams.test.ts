import { expect, test } from "vitest";
import { record, streamState } from "../../../testing/input/airbyte-messages.ts";
import { recordsOf, ticketsOf, usersOf } from "../../../testing/account/simulated-account.ts";
import { syncOnVirtualTime } from "../../../testing/connector/virtual-time.ts";
import { LookUpCount, STREAMS, emptyAccount, recordsOfAll } from "./six-streams.ts";

const COUNT = 300;

test.each([["in turn"], ["in blocks"]] as const)(
  "six streams whose records name each other arrive %s, what they name last, and one sync writes them all",
  async (order) => {
    const lookUps = new LookUpCount();
    const simulator = emptyAccount([lookUps]);
    const input = [
      ...recordsOfAll(COUNT, order).map(({ data, stream }) => record(data, stream)),
      ...STREAMS.map((stream) => streamState(1, stream)),
    ];
    const { code, endedAt, output } = await syncOnVirtualTime({ simulator, streams: STREAMS, input });
    expect({ code, errors: output.errors }).toEqual({ code: 0, errors: [] });
    expect(output.counts).toMatchObject({ written: 6 * COUNT, rejected: 0, created: 6 * COUNT });
    expect(output.states).toHaveLength(STREAMS.length);
    expect(lookUps.count).toBeGreaterThan(COUNT);
    expect(lookUps.repeated).toEqual([]);

    const users = new Map(usersOf(simulator, endedAt).map(({ external_id, id }) => [id, external_id]));
    const devices = new Map(recordsOf(simulator, "device", endedAt).map(({ external_id, id }) => [id, external_id]));
    const orders = recordsOf(simulator, "order", endedAt);
    const links = orders.map(({ custom_object_fields: { customer, device }, external_id }) => [
      external_id,
      users.get(Number(customer)),
      devices.get(String(device)),
    ]);
    expect(links).toHaveLength(COUNT);
    expect(links).toContainEqual(["Order-7", "user-7", "Device-7"]);
    const tickets = ticketsOf(simulator, endedAt);
    expect(tickets.filter(({ organization_id }) => organization_id !== null)).toHaveLength(COUNT);
  },
);
