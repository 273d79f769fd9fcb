import { existsSync } from "node:fs";
import { expect, test } from "vitest";
import { MEMORY_LIMIT_MB, measureMemory } from "./connector-memory.ts";

const RECORDS = 50_000;

// The whole proof is a million records: npm run bench:memory.
test.runIf(existsSync("/proc/self/status"))("50,000 records need less than 200 MB of memory", async () => {
  const { code, peakMb, written } = await measureMemory(RECORDS);
  expect({ code, written }).toEqual({ code: 0, written: RECORDS });
  expect(peakMb).toBeLessThan(MEMORY_LIMIT_MB);
});
