import type { Logger } from "./logger.ts";
import type {
  ConfiguredAirbyteCatalog,
  ConnectorSpecification,
  DestinationOperation,
  RecordChange,
  StreamDescriptor,
} from "./protocol.ts";

/** What a connector implements; `run` drives it from the command line. */
export interface Destination<Config> {
  readonly spec: ConnectorSpecification;
  readonly about?: About;
  /** Called with a config that is valid against `spec`. Throws `ConfigError` for what a schema cannot say. */
  parse(config: unknown): Config;
  /** Resolves when `write` would work; throws `ConfigError` or `TransientError` that says what to do. */
  check(config: Config, context: CommandContext): Promise<void>;
  discover(config: Config, context: CommandContext): Promise<DestinationOperation[]>;
  /** Called once, before the first record. Whatever can be known to be wrong is thrown here. */
  open(config: Config, catalog: ConfiguredAirbyteCatalog, sync: SyncContext): Promise<RecordSink>;
}

/** What `--help` and `--version` print. */
export interface About {
  readonly name: string;
  readonly version: string;
  /** Environment variables of its own, and what each is for. */
  readonly environment?: Readonly<Record<string, string>>;
}

/** For `check` and `discover`, which a person waits for: both are ended after 22 s, whatever hangs. */
export interface CommandContext {
  readonly logger: Logger;
  /** Aborted when the command has ended (a signal, out of time): what still runs is abandoned. */
  readonly signal: AbortSignal;
  /** Names what is waited for from now on, such as "the warehouse": the error says so when the time is up. */
  readonly waitingFor: (what: string) => void;
}

export interface SyncContext {
  readonly logger: Logger;
  /** Aborted when the sync ends early (SIGTERM, SIGINT, an error, stdout gone): send nothing new, settle what is in flight. */
  readonly signal: AbortSignal;
  /** Ends the sync with this error, from work that no call of `RecordSink` waits for. The first one counts. */
  fail(error: unknown): void;
  /** From now on no state goes back: this sync is a rehearsal, and the source must not move past what it did not write. */
  withholdStates(): void;
  /** Tells Airbyte that all streams wait for a rate limit until then; it shows so until the next record comes. */
  rateLimited(until: Date): void;
}

export interface RecordSink {
  /** Takes one record; a returned promise resolves when the next may come (back-pressure). */
  write(record: PendingRecord): Promise<void> | void;
  /** Records or states have waited long enough: send what is part-filled. Need not wait for the outcome. */
  flush(): void;
  /**
   * For a sink that holds records back until later ones decide about them. So many states wait that nothing is read
   * before some leave: resolves when `isEnough`, or when all records are settled; throws when some cannot be.
   */
  settleHeld?(isEnough: () => boolean): Promise<void>;
  /** The input has ended, or `signal` is aborted: resolves when every record that can be settled is. */
  close(): Promise<void>;
  /** `close` failed, or did not end in time: says what became of the records so far. Nothing is called after it. */
  abandon?(): void;
}

/** What became of a record that was not rejected; the keys of `destinationStats.additionalStats`. */
export const WRITTEN_EFFECTS = ["created", "updated", "deleted", "unchanged", "ignored"] as const;
export type WrittenEffect = (typeof WRITTEN_EFFECTS)[number];

/**
 * Takes the outcome of one record, exactly once: a second one throws `SystemError`. It holds nothing of the record's
 * data, so a sink that has a record safe elsewhere, and only waits before it lets the states go, keeps this alone.
 */
export interface RecordSettlement {
  readonly stream: StreamDescriptor;
  written(effect: WrittenEffect): void;
  /** Call it once the rejected record is where its owner will find it: states covering it may leave at once. */
  rejected(): void;
}

/** A record whose outcome is not known yet. */
export interface PendingRecord extends RecordSettlement {
  /** As parsed, except that a number which a double would change is a `JSON.rawJSON` object holding its digits. */
  readonly data: Readonly<Record<string, unknown>>;
  /** `meta.changes`: values that the source or the platform lost or cut on the way. */
  readonly changes: readonly RecordChange[];
  /** Length of the record's line, for bounds on memory. */
  readonly byteLength: number;
  /** The same record to settle, without its data: `record.written()` is `record.settlement.written()`. */
  readonly settlement: RecordSettlement;
}
