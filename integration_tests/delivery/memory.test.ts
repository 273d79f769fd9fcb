import { existsSync } from "node:fs";
import { expect, test } from "vitest";
import { UNTHROTTLED } from "zendesk-simulator";
import { record, streamState } from "../../testing/input/airbyte-messages.ts";
import { MEMORY_LIMIT_MB, measureMemory } from "../../testing/connector/connector-memory.ts";
import { peakMegabytes } from "../../testing/connector/process-memory.ts";
import { simulatedAccount, startWrite } from "../../testing/account/simulated-account.ts";
import { temporaryFolder } from "../../testing/connector/temporary-folder.ts";

const RECORDS = 50_000;
const canMeasure = existsSync("/proc/self/status");

// The full test writes a million records: npm run bench -- memory.
test.runIf(canMeasure)("50,000 records need less than 200 MB of memory", async () => {
  const { code, peakMb, written } = await measureMemory(RECORDS);
  expect({ code, written }).toEqual({ code: 0, written: RECORDS });
  expect(peakMb).toBeLessThan(MEMORY_LIMIT_MB);
});

test.runIf(canMeasure)(
  "rejected records of 3 MB each, 240 MB in all, are not held while nothing is written",
  async () => {
    const account = await simulatedAccount(UNTHROTTLED);
    const settings = { object_storage_config: { storage_type: "Local", path: temporaryFolder() } };
    const connector = await startWrite(account, { settings });
    const peak = peakMegabytes(connector.pid, connector.ended);
    for (let index = 0; index < 80; index++) {
      await connector.send([record({ name: `Keyless ${index}`, attachment: "x".repeat(3_000_000) })]);
    }
    await connector.send([record({ external_id: "good", name: "Good Person" }), streamState(1)]);
    connector.endInput();
    const { code, output } = await connector.ended;
    expect({ code, counts: output.counts }).toMatchObject({ code: 0, counts: { created: 1, rejected: 80 } });
    expect(await peak).toBeLessThan(MEMORY_LIMIT_MB);
  },
);
