import { expect, test } from "vitest";
import { AccountClient } from "../account-client.ts";
import type { SimulatorOptions } from "../options.ts";
import { createFaults } from "./create-faults.ts";
import type { FaultSetting } from "./fault-setting.ts";

/** Which of so many requests, one a second, are answered 500. */
function struck(setting: Partial<FaultSetting>, count: number, options: Partial<SimulatorOptions> = {}): number[] {
  const account = new AccountClient({ ...options, faultSettings: [{ name: "server-error", ...setting }] });
  const start = account.nowMs;
  return Array.from({ length: count }, (_, second) => {
    account.nowMs = start + second * 1000;
    return account.send("GET", second % 2 === 0 ? "users/me" : "user_fields").status === 500 ? [second] : [];
  }).flat();
}

const noon = Date.UTC(2026, 10, 22, 12);

test.each<[string, Partial<FaultSetting>, readonly number[]]>([
  ["always", {}, [0, 1, 2, 3, 4, 5]],
  ["at the n-th matching moment", { nth: 3 }, [2]],
  ["on a path", { path: "^/api/v2/user_fields" }, [1, 3, 5]],
  ["at the n-th moment of a path", { path: "user_fields$", nth: 2 }, [3]],
  ["from a time on", { fromMs: noon + 4000 }, [4, 5]],
  ["until a time", { untilMs: noon + 2000 }, [0, 1]],
  ["at the n-th moment of a time", { fromMs: noon + 2000, nth: 2 }, [3]],
  ["never, at a rate of 0", { rate: 0 }, []],
])("a fault strikes %s", (_when, setting, seconds) => {
  expect(struck(setting, 6)).toEqual(seconds);
});

test("a rate is a share of the requests, and the seed alone decides which", () => {
  const seconds = struck({ rate: 0.1 }, 1000, { seed: 5 });
  expect(seconds.length).toBeGreaterThan(70);
  expect(seconds.length).toBeLessThan(130);
  expect(struck({ rate: 0.1 }, 1000, { seed: 5 })).toEqual(seconds);
  expect(struck({ rate: 0.1 }, 1000, { seed: 6 })).not.toEqual(seconds);
});

test("the first of several faults to answer wins, and each strike is counted by name", () => {
  const faultSettings = [
    { name: "conflict", nth: 2 },
    { name: "unavailable", nth: 2 },
    { name: "job-failed" },
  ] as const;
  const account = new AccountClient({ faultSettings });
  const statuses = Array.from({ length: 4 }, () => account.send("GET", "users/me").status);
  expect(statuses).toEqual([200, 409, 503, 200]);
  expect(account.simulator.faultStrikes()).toEqual({ conflict: 1, unavailable: 1, "job-failed": 0 });
  expect(account.send("GET", "/simulator/faults").json).toEqual(account.simulator.faultStrikes());
});

test.each<[FaultSetting, string]>([
  [{ name: "job-fialed" as "job-failed" }, 'There is no fault "job-fialed". Did you mean "job-failed"?'],
  [{ name: "conflict", rate: 5 }, "The rate of conflict must be from 0 to 1, not 5"],
  [{ name: "conflict", nth: 0 }, "nth of conflict must be a whole number from 1, not 0"],
  [{ name: "conflict", nth: 1, rate: 0.5 }, "conflict takes a rate or nth, not both"],
  [{ name: "conflict", path: "(" }, "The path of conflict is not a valid regular expression: ("],
])("%j is refused", (setting, message) => {
  expect(() => createFaults([setting], 1)).toThrow(message);
});
