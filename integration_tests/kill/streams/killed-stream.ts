import type { ZendeskSimulator } from "zendesk-simulator";
import type { ConfiguredStream, RecordData } from "../../../testing/input/airbyte-messages.ts";

/** A stream that has the same record at a position whenever it is read, and what comes of its records. */
export interface KilledStream {
  readonly stream: ConfiguredStream;
  recordAt(index: number): RecordData;
  /** The thing that the record writes, as `held` names it. Undefined: it is refused. */
  thingAt(index: number): string | undefined;
  /**
   * The position of the record that was written last, by thing. Reads the account directly, because a request would end
   * jobs that had not ended when the connector died.
   */
  held(simulator: ZendeskSimulator): ReadonlyMap<string, number>;
  /** Everything about the account's things except ids and times, in a fixed order. */
  comparable(simulator: ZendeskSimulator, nowMs?: number): readonly unknown[];
}

/** The column with a record's position. The connector leaves it out, and a rejected record still has it. */
export const POSITION = "_ab_position";

/** Sorted by the text that stands for each. */
export function inFixedOrder<Thing>(things: readonly Thing[]): readonly Thing[] {
  return things.toSorted((a, b) => JSON.stringify(a).localeCompare(JSON.stringify(b)));
}
