import { expect, it } from "vitest";
import { timeProcess } from "./process-times.ts";

it.each([
  ["ends by itself", ""],
  ["exits", "process.exit()"],
  [
    "replaces itself with another program, as the connector does at its end",
    'process.emit("exit", 0); process.execve("/bin/sh", ["sh", "-c", "exit 0"])',
  ],
])("the CPU time and the memory of a program that %s are measured", async (_what, code) => {
  const { cpuMs, peakMb } = await timeProcess({ args: ["--eval", code] });
  expect(cpuMs).toBeGreaterThan(0);
  expect(peakMb).toBeGreaterThan(10);
  expect(peakMb).toBeLessThan(1000);
});
