import type { MemoryMode } from "../../testing/connector/connector-memory.ts";
import { NEW_USERS, ORDERS_OF_USERS, type Workload } from "../../testing/connector/workload.ts";
import { readCount } from "../read-count.ts";

/** A sync whose memory is measured. */
export interface MemoryCase {
  /** As the results are called. */
  readonly name: string;
  readonly records: number;
  readonly mode: MemoryMode;
  readonly workload: Workload;
  /** Undefined for the long line: it must fit into memory. */
  readonly goalMb?: number;
  /** For each 1,000 records. */
  readonly mostRequests?: number;
}

const GOAL_MB = 130;
const LONG_LINE_CHARACTERS = 100_000_000;
const STREAMS = 10_000;
const STARTS = [10_000, 100_000, 1_000_000];

/** Half of the way through 10,000 records of usual length, one has a column of 100 MB that is not written. */
const LONG_LINE: MemoryCase = {
  name: "line",
  records: 10_000,
  mode: "write",
  workload: {
    streams: [{ name: "users" }],
    recordAt: (index) => {
      const user = NEW_USERS.recordAt(index);
      return index === 5000 ? { ...user, attachment: "x".repeat(LONG_LINE_CHARACTERS) } : user;
    },
  },
};

/** 100,000 records, ten for each of 10,000 streams. */
const MANY_STREAMS: MemoryCase = {
  name: "streams",
  records: 10 * STREAMS,
  mode: "write",
  workload: {
    streams: [streamAt(0), ...Array.from({ length: STREAMS - 1 }, (_, index) => streamAt(index + 1))],
    recordAt: NEW_USERS.recordAt,
  },
  goalMb: GOAL_MB,
};

/** Records of a custom object, each with one of 10,000 users, named by its external id. */
const ORDERS: MemoryCase = {
  name: "orders",
  records: 100_000,
  mode: "write",
  workload: ORDERS_OF_USERS,
  goalMb: GOAL_MB,
  mostRequests: 25,
};

const NAMED = [LONG_LINE, MANY_STREAMS, ORDERS];

/** All that fit into some minutes; otherwise the one that is named: a number of users, `line`, `streams` or `orders`. */
export function chooseCases([what, mode = "write"]: readonly string[]): readonly MemoryCase[] {
  if (what === undefined) return [...STARTS.map((records) => usersOf(records, "write")), ...NAMED];
  const named = NAMED.find(({ name }) => name === what);
  if (named !== undefined) return [named];
  if (mode !== "write" && mode !== "dry_run") throw new Error(`Give the mode as write or dry_run, not ${mode}.`);
  return [usersOf(readCount(what, { otherwise: 0, least: 1000 }), mode)];
}

function usersOf(records: number, mode: MemoryMode): MemoryCase {
  const name = `${mode === "write" ? "users" : "dry-run"}-${records}`;
  return { name, records, mode, workload: NEW_USERS, goalMb: GOAL_MB };
}

function streamAt(index: number) {
  return { name: `customers_${index}`, object: "users", primaryKey: "external_id" };
}
