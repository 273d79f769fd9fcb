import type { PendingRecord } from "airbyte-cdk-typescript";
import { describe, expect, it } from "vitest";
import { RejectedRecords } from "../../rejects/rejected-records.ts";
import { Quarantine } from "./quarantine.ts";
import { createRow } from "../../objects/row.ts";
import { MappingBreaker } from "./mapping-breaker.ts";
import { RecordOutcomes } from "./record-outcomes.ts";
import { SharedThings } from "./shared-things.ts";
import { SyncSummary } from "./sync-summary.ts";

const logger = {
  log: () => {},
  debug: () => {},
  info: () => {},
  warn: () => {},
  error: () => {},
  redact: () => {},
};
const REJECTION = { reason: "zendesk_error", message: "The job failed." } as const;

function harness() {
  const errors: unknown[] = [];
  const settled: string[] = [];
  const onError = (error: unknown): void => {
    errors.push(error);
  };
  const breaker = new MappingBreaker(onError);
  const rejects = new RejectedRecords(undefined, (record) => breaker.reject(record), onError);
  const quarantine = new Quarantine(
    new RecordOutcomes({
      rejects,
      breaker,
      summary: new SyncSummary(),
      sharedThings: new SharedThings(),
      isDryRun: false,
    }),
    logger,
    onError,
  );
  const add = (byteLength: number): void => {
    const settlement = {
      stream: { name: "users" },
      written: () => void settled.push("written"),
      rejected: () => void settled.push("rejected"),
    };
    const record: PendingRecord = { ...settlement, settlement, data: {}, changes: [], lineNumber: 1, byteLength };
    const row = createRow({ column: "external_id", value: "1" }, {}, ["external_id:1"]);
    const writes = [{ sequence: 1, record, ordinal: 1, row, things: [], dependencies: [], externalId: "1" }];
    quarantine.add(writes, "users", REJECTION, "the job failed");
  };
  return { add, errors, quarantine, settled };
}

describe("records that the connector gave up on", () => {
  it("are held until a record is written, then rejected", () => {
    const { add, quarantine, settled } = harness();
    add(100);
    quarantine.noteOutcome({ kind: "written", effect: "unchanged" });
    expect(settled).toEqual([]);
    quarantine.noteOutcome({ kind: "written", effect: "updated" });
    add(100);
    expect(settled).toEqual(["rejected", "rejected"]);
    expect(() => quarantine.conclude()).not.toThrow();
  });

  it.each([
    { what: "1,000 of them", count: 1000, byteLength: 100 },
    { what: "32 MB of them", count: 8, byteLength: 4_000_000 },
  ])("end the sync with a transient error if $what are held", ({ byteLength, count }) => {
    const { add, errors, settled } = harness();
    for (let held = 1; held < count; held++) add(byteLength);
    expect(errors).toEqual([]);
    add(byteLength);
    expect(errors).toEqual([expect.objectContaining({ failureType: "transient_error" })]);
    expect(settled).toEqual([]);
  });
});
