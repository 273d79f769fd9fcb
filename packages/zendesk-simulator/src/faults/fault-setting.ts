import type { FaultName } from "./fault-kinds.ts";

/** Switches a fault on. With neither `rate` nor `nth` it strikes at every matching moment. */
export interface FaultSetting {
  readonly name: FaultName;
  /** Share of the matching moments, from 0 to 1. */
  readonly rate?: number;
  /** Only the n-th matching moment, from 1. */
  readonly nth?: number;
  /** A regular expression on path and query of the request; for the fate of a job, of the request that made it. */
  readonly path?: string;
  /** Only from this time on, in milliseconds since the epoch. */
  readonly fromMs?: number;
  /** Only before this time. */
  readonly untilMs?: number;
}
