import { CheckpointLedger } from "../src/checkpoint-ledger.ts";
import type { PendingRecord } from "../src/destination.ts";
import type { AirbyteStateStats, StreamDescriptor } from "../src/protocol.ts";

interface Released {
  readonly state: string;
  readonly stats: AirbyteStateStats;
}

export function ledgerWithOutput() {
  const released: Released[] = [];
  const ledger = new CheckpointLedger((line, stats) => {
    released.push({ state: line.toString(), stats });
  });
  const record = (name: string, namespace?: string): PendingRecord => {
    const stream: StreamDescriptor = namespace === undefined ? { name } : { name, namespace };
    return ledger.record({ stream, data: {}, changes: [], lineNumber: 1, byteLength: 2 });
  };
  const state = (line: string, stream?: string | StreamDescriptor) => {
    ledger.state(Buffer.from(line), typeof stream === "string" ? { name: stream } : stream);
  };
  return { ledger, record, state, released, states: () => released.map((each) => each.state) };
}
