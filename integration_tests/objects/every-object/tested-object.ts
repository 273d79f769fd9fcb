import type { SimulatorOptions, ZendeskSimulator } from "zendesk-simulator";
import type { RecordData } from "../../../testing/input/airbyte-messages.ts";
import type { ReadHeld } from "../../../testing/connector/sync-effect.ts";

/** Something that the account holds. */
export interface Held {
  readonly id: number | string;
  readonly [attribute: string]: unknown;
}

/** What the tests of every object need to know of one. */
export interface TestedObject {
  /** As `discover` lists it. */
  readonly name: string;
  /** The natural keys. Zendesk's `id` is tested too. A key of several columns is `<column> and <column>`. */
  readonly keys: readonly string[];
  /** Has nothing but its key: there is nothing to update, and no id to match by. */
  readonly isKeyOnly?: true;
  /** The natural keys of something that the account holds, and of something that it does not. An id unless it is a number. */
  readonly held: RecordData;
  readonly absent: RecordData;
  /** The values of a first record and of a second, under the names by which `read` shows them; each is enough to create. */
  readonly values: readonly [RecordData, RecordData];
  /** An account that holds the held one and others. */
  account(options?: Partial<SimulatorOptions>): ZendeskSimulator;
  /** Puts things straight into the account. */
  seed(simulator: ZendeskSimulator, records: readonly RecordData[], nowMs: number): void;
  readonly read: ReadHeld<Held>;
  /** Kinds of account in which the object is written by other requests, which must not show. */
  readonly accounts: Readonly<Record<string, Partial<SimulatorOptions>>>;
}
