import { describe, expect, it, vi } from "vitest";
import { type JobSlot, JobSlots } from "./job-slots.ts";

/** Everything that can have happened by now has happened. */
const settled = () => new Promise((resolve) => setImmediate(resolve));

/** Requests this many slots, and returns those granted, as they come. */
async function ask(slots: JobSlots, count: number, had: JobSlot[] = []): Promise<JobSlot[]> {
  for (let index = 0; index < count; index++) void slots.take().then((slot) => had.push(slot));
  await settled();
  return had;
}

/** All jobs with a slot are refused, and queue again behind those that wait. */
async function refuseAll(slots: JobSlots, had: JobSlot[]): Promise<void> {
  const refused = had.splice(0);
  for (const slot of refused) {
    slots.noteFull(slot);
    slots.release();
    void slots.take().then((again) => had.push(again));
  }
  await settled();
}

/** This many of the account's 30 jobs are left. */
const free = (remaining: number) => ({ total: 30, remaining, resetMs: 60_000 });

async function slotsOf(most: number): Promise<{ slots: JobSlots; slot: JobSlot }> {
  const slots = new JobSlots(most);
  const [slot] = await ask(slots, most);
  if (!slot) throw new Error("no slot was had");
  return { slots, slot };
}

describe("job slots", () => {
  it("allow as many jobs as may be in flight, and the next one when a slot is released", async () => {
    const slots = new JobSlots(5);
    const had = await ask(slots, 7);
    expect(had).toHaveLength(5);
    slots.release();
    await settled();
    expect(had).toHaveLength(6);
  });

  it("are halved once when the account is full, even if it refused several jobs at once", async () => {
    const slots = new JobSlots(20);
    const had = await ask(slots, 20);
    await refuseAll(slots, had);
    expect(slots.limit).toBe(10);
    expect(had).toHaveLength(10);
  });

  it("are halved again if the account is still full, but never below one", async () => {
    const slots = new JobSlots(20);
    const had = await ask(slots, 20);
    const limits: number[] = [];
    for (let round = 0; round < 6; round++) {
      await refuseAll(slots, had);
      limits.push(slots.limit);
    }
    expect(limits).toEqual([10, 5, 2, 1, 1, 1]);
  });

  it("grow again by one after each round of accepted jobs", async () => {
    const { slots, slot } = await slotsOf(8);
    slots.noteFull(slot);
    expect(slots.limit).toBe(4);
    for (let accepted = 0; accepted < 5; accepted++) slots.noteAccepted(slot, undefined);
    expect(slots.limit).toBe(5);
    for (let accepted = 0; accepted < 100; accepted++) slots.noteAccepted(slot, free(12));
    expect(slots.limit).toBe(8);
  });

  it("are all available at once when most of the account's slots are free", async () => {
    const { slots, slot } = await slotsOf(8);
    slots.noteFull(slot);
    for (let accepted = 0; accepted < 4; accepted++) slots.noteAccepted(slot, free(22));
    expect(slots.limit).toBe(8);
  });

  it("become a tenth fewer if the header shows that hardly any slots are left for others", async () => {
    const { slots, slot } = await slotsOf(10);
    for (let accepted = 0; accepted < 3; accepted++) slots.noteAccepted(slot, free(1));
    expect(slots.limit).toBe(9);
  });
});

describe("if not even one job fits at any time", () => {
  /** Seconds until the next job may be submitted, after each of these. A number is what was free when a job was accepted. */
  async function waitsAfter(...answers: readonly ("refused" | number)[]): Promise<readonly number[]> {
    vi.useFakeTimers({ toFake: ["performance"] });
    const slots = new JobSlots(1, () => 0.5);
    const waits: number[] = [];
    for (const answer of answers) {
      const slot = await slots.take();
      if (answer === "refused") slots.noteFull(slot);
      else slots.noteAccepted(slot, free(answer));
      waits.push(slots.waitMs() / 1000);
      slots.release();
    }
    vi.useRealTimers();
    return waits;
  }

  it("jobs are submitted further and further apart", async () => {
    expect(await waitsAfter("refused", "refused", "refused", "refused", "refused", "refused")).toEqual([
      4, 8, 16, 32, 60, 60,
    ]);
  });

  it("they come closer together with each accepted job", async () => {
    expect(await waitsAfter("refused", "refused", "refused", 5, 5, 5, 5)).toEqual([4, 8, 16, 11.2, 7.84, 5.488, 0]);
  });

  it("the header alone moves them apart before a job is refused", async () => {
    expect(await waitsAfter(1, 1)).toEqual([4, 8]);
  });

  it("they need no distance once most slots are free", async () => {
    expect(await waitsAfter("refused", "refused", "refused", 20)).toEqual([4, 8, 16, 0]);
  });
});

it("refuses to release a slot that was not taken", () => {
  expect(() => new JobSlots(1).release()).toThrow("more job slots were released than were taken");
});
