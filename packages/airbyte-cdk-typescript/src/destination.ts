import type { Logger } from "./logger.ts";
import type { OwnCommand } from "./own-command.ts";
import type {
  ConfiguredAirbyteCatalog,
  ConnectorSpecification,
  DestinationOperation,
  RecordChange,
  StreamDescriptor,
} from "./protocol.ts";

/** What `spec`, `--help` and `--version` print. */
export interface DestinationInfo {
  readonly spec: ConnectorSpecification;
  readonly about?: About;
  /** The connector's own commands, besides Airbyte's. `PreparedDestination.commands` runs them. */
  readonly commands?: readonly OwnCommand[];
}

/** What a connector implements; `run` calls it from the command line. */
export interface Destination<Config> extends DestinationInfo {
  /** Called with a config that is valid against `spec`. Throws `ConfigError` for what a schema cannot say. */
  parse(config: unknown): Config;
  /**
   * Whether `parse` itself throws for every config that `spec` does not allow. If the error is not a `ConfigError`, the spec says what is
   * wrong. Only then is it compiled, which takes longer than anything else in a `check`. By default, each config is validated first.
   */
  readonly parsesStrictly?: boolean;
  /** Resolves when `write` would work; throws `ConfigError` or `TransientError` that says what to do. */
  check(config: Config, context: CommandContext): Promise<void>;
  discover(config: Config, context: CommandContext): Promise<DestinationOperation[]>;
  /** Called once, before the first record. Throws for everything that can already be known to be wrong. */
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
  /** Aborted when the command has ended (by a signal or a timeout). Whatever still runs is abandoned. */
  readonly signal: AbortSignal;
  /** Names what the command is now waiting for, such as "the warehouse". The error after a timeout repeats it. */
  readonly waitingFor: (what: string) => void;
}

export interface SyncContext {
  readonly logger: Logger;
  /** Aborted when the sync ends early (SIGTERM, SIGINT, an error, stdout gone). Send nothing new, settle what is in flight. */
  readonly signal: AbortSignal;
  /**
   * The input could not be read to its end. Everything before that point is written, then the sync fails. What depends
   * on the end of the input is undecided: leave such records unsettled, so that their states are held back.
   */
  readonly isInputCutOff: boolean;
  /** Ends the sync with this error. For work that no call of `RecordSink` waits for. The first error counts. */
  fail(error: unknown): void;
  /**
   * From now on, no state is returned: this sync is a dry run, and the source must not move past records that were not
   * written.
   */
  withholdStates(): void;
  /** Reports to Airbyte that all streams wait for a rate limit until then. It is shown until the next record comes. */
  rateLimited(until: Date): void;
}

export interface RecordSink {
  /** Takes one record. A returned promise resolves when the next may come (back-pressure). */
  write(record: PendingRecord): Promise<void> | void;
  /** Records or states have waited long enough: send partly filled batches. It need not wait for the outcome. */
  flush(): void;
  /**
   * For a sink that holds records back until later ones decide what happens to them. Called when so many states wait
   * that reading has stopped. Resolves when `isEnough` is true, or when all records are settled. Throws if some cannot
   * be settled.
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
 * Takes the outcome of one record, exactly once: a second one throws `SystemError`. It does not hold the record's data.
 * A sink that has stored a record elsewhere, and only delays its states, can keep this alone.
 */
export interface RecordSettlement {
  readonly stream: StreamDescriptor;
  written(effect: WrittenEffect): void;
  /**
   * To be called once the rejected record is stored where its owner will find it: states that cover it may be emitted at
   * once.
   */
  rejected(): void;
}

/** A record whose outcome is not known yet. */
export interface PendingRecord extends RecordSettlement {
  /** As parsed, except that a number that a double would change is a `JSON.rawJSON` object with its digits. */
  readonly data: Readonly<Record<string, unknown>>;
  /** `meta.changes`: values that the source or the platform lost or truncated on the way. */
  readonly changes: readonly RecordChange[];
  /** The number of its line in the input, from 1: the order of records, over all streams. */
  readonly lineNumber: number;
  /** The length of the record's line, for limits on memory. */
  readonly byteLength: number;
  /** Settles the same record without its data: `record.written()` is `record.settlement.written()`. */
  readonly settlement: RecordSettlement;
}
