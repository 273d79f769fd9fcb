import type { SimulatorOptions, ZendeskSimulator } from "zendesk-simulator";
import type { RecordData } from "../../../testing/input/airbyte-messages.ts";
import type { ReadHeld } from "../../../testing/connector/sync-effect.ts";

/** Something that the account holds. */
export interface Held {
  readonly id: number | string;
  readonly [attribute: string]: unknown;
}

/** What the tests of every object need to know about an object. */
export interface TestedObject {
  /** As `discover` lists it. */
  readonly name: string;
  /** The natural keys. Zendesk's `id` is tested too. A key of several columns is `<column> and <column>`. */
  readonly keys: readonly string[];
  /** It is nothing but its key: it has nothing to update, and no id to match by. */
  readonly isKeyOnly?: true;
  /**
   * The natural keys of something in the account, and of something that is not there. `id` is given unless it is a
   * number.
   */
  readonly held: RecordData;
  readonly absent: RecordData;
  /** The values of a first and a second record, under the names that `read` shows. Each is enough to create. */
  readonly values: readonly [RecordData, RecordData];
  /** An account with the held thing and others. */
  account(options?: Partial<SimulatorOptions>): ZendeskSimulator;
  /** Puts things directly into the account. */
  seed(simulator: ZendeskSimulator, records: readonly RecordData[], nowMs: number): void;
  readonly read: ReadHeld<Held>;
  /** Kinds of account in which other requests write the object. The result must be the same. */
  readonly accounts: Readonly<Record<string, Partial<SimulatorOptions>>>;
}
