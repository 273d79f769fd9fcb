import { expect, test } from "vitest";
import { JobAdmission } from "./job-admission.ts";
import { JobSlots } from "./job-slots.ts";

const ENDPOINT = "POST /api/v2/users/create_many.json";

test("when the sync ends, all jobs that wait for a slot are refused one", async () => {
  const ending = new AbortController();
  const admission = new JobAdmission(new JobSlots(1), { waiting: () => {}, waited: () => {} });
  const running = await admission.enter(ENDPOINT, ending.signal);
  const waiting = [1, 2, 3].map(() => admission.enter(ENDPOINT, ending.signal));
  ending.abort(new Error("the sync ends"));
  admission.leave(running);
  const ends = await Promise.allSettled(waiting);
  expect(ends).toEqual(waiting.map(() => ({ status: "rejected", reason: ending.signal.reason })));
});
