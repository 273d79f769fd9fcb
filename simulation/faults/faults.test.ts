import { describe, expect, test } from "vitest";
import { faultNames } from "zendesk-simulator";
import { violationsOf } from "../run/violations-of.ts";

describe("whole syncs on virtual time", () => {
  test.each(faultNames)("lose nothing under the fault %s", async (fault) => {
    expect(await violationsOf([{ kind: "fault", fault, seed: 2 }])).toEqual([]);
  });

  test.each([1, 2, 3, 4, 5])("lose nothing under a mix of faults (seed %i)", async (seed) => {
    expect(await violationsOf([{ kind: "mix", seed }])).toEqual([]);
  });
});
