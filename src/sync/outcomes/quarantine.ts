import type { ConnectorError, Logger, PendingRecord } from "airbyte-cdk-typescript";
import { createError } from "../../errors/create-error.ts";
import type { WrittenOutcome } from "../../objects/outcome.ts";
import type { Rejection } from "../../objects/rejection.ts";
import type { PendingWrite } from "./pending-write.ts";
import type { RecordOutcomes } from "./record-outcomes.ts";

/** If this many records or bytes are held and no record was written, the records are not at fault. */
const MAX_HELD = 1000;
const MAX_HELD_BYTES = 32_000_000;

interface QuarantinedRecord {
  readonly record: PendingRecord;
  readonly object: string;
  readonly rejection: Rejection;
}

/**
 * Records whose bulk jobs failed as a whole, even with the record alone, or that lost every race with another write. They
 * are rejected once any record of the sync was written. Until then Zendesk may be at fault, and their states are held.
 * If Zendesk refuses a request because of its content, the record is at fault and never gets here.
 */
export class Quarantine {
  readonly #recordOutcomes: RecordOutcomes;
  readonly #logger: Logger;
  readonly #onError: (error: unknown) => void;
  #held: QuarantinedRecord[] = [];
  #heldBytes = 0;
  #isZendeskWriting = false;
  /** Why the last one was given up, for people to read. */
  #why = "";
  #hasReported = false;

  /** `onError` is called if so many are held that the records cannot be at fault. */
  constructor(recordOutcomes: RecordOutcomes, logger: Logger, onError: (error: unknown) => void) {
    this.#recordOutcomes = recordOutcomes;
    this.#logger = logger;
    this.#onError = onError;
  }

  /** `why` is for people to read. */
  add(writes: readonly PendingWrite[], object: string, rejection: Rejection, why: string): void {
    this.#why = why;
    this.#warnOnce();
    for (const { record } of writes) {
      this.#held.push({ record, object, rejection });
      this.#heldBytes += record.byteLength;
    }
    if (this.#isZendeskWriting) this.#reject();
    else if (this.#held.length >= MAX_HELD || this.#heldBytes >= MAX_HELD_BYTES) this.#onError(this.#nothingWritten());
  }

  noteOutcome({ effect }: WrittenOutcome): void {
    if (this.#isZendeskWriting || effect === "unchanged" || effect === "ignored") return;
    this.#isZendeskWriting = true;
    this.#reject();
  }

  /** All records have been sent. Throws `TransientError` if some were given up and none was written. */
  conclude(): void {
    if (this.#held.length > 0) throw this.#nothingWritten();
  }

  #reject(): void {
    for (const { record, object, rejection } of this.#held) this.#recordOutcomes.reject(record, object, rejection);
    this.#held = [];
    this.#heldBytes = 0;
  }

  #nothingWritten(): ConnectorError {
    return createError("nothing_written", { what: this.#why });
  }

  #warnOnce(): void {
    if (this.#hasReported) return;
    this.#hasReported = true;
    this.#logger.warn(
      `The connector gave up on a record after several attempts: ${this.#why}. The summary counts such records as zendesk_error.`,
    );
  }
}
