import type { Logger } from "./logger.ts";
import type {
  ConfiguredAirbyteCatalog,
  ConnectorSpecification,
  DestinationOperation,
  RecordChange,
  StreamDescriptor,
} from "./protocol.ts";

/** What a connector implements; `run` calls it from the command line. */
export interface Destination<Config> {
  readonly spec: ConnectorSpecification;
  readonly about?: About;
  /** Called with a config that is valid against `spec`. Throws `ConfigError` for what a schema cannot say. */
  parse(config: unknown): Config;
  /** Resolves when `write` would work; throws `ConfigError` or `TransientError` that says what to do. */
  check(config: Config, context: CommandContext): Promise<void>;
  discover(config: Config, context: CommandContext): Promise<DestinationOperation[]>;
  /** Called once, before the first record. It throws everything that can be known to be wrong by then. */
  open(config: Config, catalog: ConfiguredAirbyteCatalog, sync: SyncContext): Promise<RecordSink>;
}

/** What `--help` and `--version` print. */
export interface About {
  readonly name: string;
  readonly version: string;
  /** The connector's own environment variables, and what each is for. */
  readonly environment?: Readonly<Record<string, string>>;
}

/** For `check` and `discover`, which a person waits for. Both end after 22 s, even if something hangs. */
export interface CommandContext {
  readonly logger: Logger;
  /** Aborted when the command has ended (a signal, a timeout): what still runs is abandoned. */
  readonly signal: AbortSignal;
  /** Names what the command now waits for, such as "the warehouse". The error after a timeout names it. */
  readonly waitingFor: (what: string) => void;
}

export interface SyncContext {
  readonly logger: Logger;
  /** Aborted when the sync ends early (SIGTERM, SIGINT, an error, stdout gone). Send nothing new, settle what is in flight. */
  readonly signal: AbortSignal;
  /**
   * The input could not be read to its end. Everything before that point is written, then the sync fails. What only the
   * end of the input decides is undecided: leave such records unsettled, and their states are held back.
   */
  readonly isInputCutOff: boolean;
  /** Ends the sync with this error. For work that no call of `RecordSink` waits for. The first error counts. */
  fail(error: unknown): void;
  /** From now on no state goes back: this sync is a dry run, and the source must not move past what was not written. */
  withholdStates(): void;
  /** Reports to Airbyte that all streams wait for a rate limit until then. It is shown until the next record comes. */
  rateLimited(until: Date): void;
}

export interface RecordSink {
  /** Takes one record. A returned promise resolves when the next may come (back-pressure). */
  write(record: PendingRecord): Promise<void> | void;
  /** Records or states have waited long enough: send part-filled batches. It need not wait for the outcome. */
  flush(): void;
  /**
   * For a sink that holds records back until later ones decide about them. Called when so many states wait that nothing
   * more is read. Resolves when `isEnough`, or when all records are settled. Throws when some cannot be settled.
   */
  settleHeld?(isEnough: () => boolean): Promise<void>;
  /** The input has ended, or `signal` is aborted. Resolves when every record that can be settled is settled. */
  close(): Promise<void>;
  /** `close` failed, or did not end in time. Reports the outcomes so far. Nothing is called after it. */
  abandon?(): void;
}

/** The effects of records that were not rejected: the keys of `destinationStats.additionalStats`. */
export const WRITTEN_EFFECTS = ["created", "updated", "deleted", "unchanged", "ignored"] as const;
export type WrittenEffect = (typeof WRITTEN_EFFECTS)[number];

/**
 * Takes the outcome of one record, exactly once: a second one throws `SystemError`. It does not hold the record's data,
 * so a sink that has stored a record elsewhere, and only delays its states, needs to keep nothing else.
 */
export interface RecordSettlement {
  readonly stream: StreamDescriptor;
  written(effect: WrittenEffect): void;
  /** Call it when the rejected record is stored where its owner will find it: states covering it may leave at once. */
  rejected(): void;
}

/** A record whose outcome is not known yet. */
export interface PendingRecord extends RecordSettlement {
  /** As parsed, except that a number that a double would change is a `JSON.rawJSON` object with its digits. */
  readonly data: Readonly<Record<string, unknown>>;
  /** `meta.changes`: values that the source or the platform lost or truncated on the way. */
  readonly changes: readonly RecordChange[];
  /** The length of the record's line, for limits on memory. */
  readonly byteLength: number;
  /** Settles the same record without its data: `record.written()` is `record.settlement.written()`. */
  readonly settlement: RecordSettlement;
}
