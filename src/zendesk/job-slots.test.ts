import { describe, expect, it } from "vitest";
import { JobSlots } from "./job-slots.ts";

/** Everything that can happen by now has happened. */
const settled = () => new Promise((resolve) => setImmediate(resolve));

/** Takes so many slots; gives how many were had at once. */
async function takeAtOnce(slots: JobSlots, count: number): Promise<() => number> {
  let had = 0;
  for (let index = 0; index < count; index++) void slots.take().then(() => (had += 1));
  await settled();
  return () => had;
}

describe("job slots", () => {
  it("give out as many as may be in flight, and the next when one is back", async () => {
    const slots = new JobSlots(5);
    const had = await takeAtOnce(slots, 7);
    expect(had()).toBe(5);
    slots.release();
    await settled();
    expect(had()).toBe(6);
  });

  it("are halved when the account has no room, once for all that were refused together", async () => {
    const slots = new JobSlots(20);
    await takeAtOnce(slots, 20);
    for (let refused = 0; refused < 20; refused++) slots.noteFull();
    expect(slots.limit).toBe(10);
  });

  it("are halved again when those that are left find no room either, and never below one", async () => {
    const slots = new JobSlots(4);
    const had = await takeAtOnce(slots, 10);
    for (let round = 0; round < 5; round++) {
      slots.noteFull();
      while (had() < 10 && slots.limit > 1) {
        slots.release();
        await settled();
        slots.noteFull();
      }
    }
    expect(slots.limit).toBe(1);
  });

  it("creep up again, one after a round of accepted jobs", async () => {
    const slots = new JobSlots(8);
    await takeAtOnce(slots, 8);
    slots.noteFull();
    expect(slots.limit).toBe(4);
    for (let accepted = 0; accepted < 5; accepted++) slots.noteAccepted(undefined);
    expect(slots.limit).toBe(5);
    for (let accepted = 0; accepted < 100; accepted++) slots.noteAccepted("total=30; remaining=12; resets=60");
    expect(slots.limit).toBe(8);
  });

  it("are back at once when most of the account's are free", async () => {
    const slots = new JobSlots(8);
    await takeAtOnce(slots, 8);
    slots.noteFull();
    for (let accepted = 0; accepted < 4; accepted++) slots.noteAccepted("total=30; remaining=22; resets=60");
    expect(slots.limit).toBe(8);
  });

  it("are halved when the header tells that hardly any is left for others", async () => {
    const slots = new JobSlots(8);
    await takeAtOnce(slots, 8);
    slots.noteAccepted("total=30; remaining=1; resets=60");
    expect(slots.limit).toBe(4);
  });
});
