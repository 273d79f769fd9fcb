import type { Logger } from "airbyte-cdk-typescript";
import type { Outcome, ZendeskObject } from "../objects/zendesk-object.ts";
import { ZendeskAnswerError, ZendeskHttpError } from "../zendesk/errors.ts";
import type { ZendeskApi } from "../zendesk/zendesk-api.ts";
import { type QueueEntry, takeApart } from "./queue-entry.ts";
import type { Settlement } from "./settlement.ts";
import type { Batch, WriteQueue } from "./write-queue.ts";

/** How often a batch is sent whole before it is halved to find what is wrong with it. */
const ATTEMPTS = 3;
/** Zendesk refuses the request for what is in it: other statuses speak of the account, and end the sync. */
const REFUSED_FOR_CONTENT: ReadonlySet<number> = new Set([400, 413, 422]);

export interface BatchWriterOptions {
  readonly api: ZendeskApi;
  readonly settlement: Settlement;
  readonly logger: Logger;
  readonly signal: AbortSignal;
}

/** Sends a batch until each of its rows has an outcome. Rows that Zendesk says nothing of are sent again. */
export class BatchWriter {
  readonly #options: BatchWriterOptions;
  #toldOfGivenUp = false;

  constructor(options: BatchWriterOptions) {
    this.#options = options;
  }

  /** Settles and releases every entry, unless the sync ends first. Throws what concerns the whole account. */
  async write(batch: Batch, object: ZendeskObject, queue: WriteQueue, attempts = ATTEMPTS): Promise<void> {
    let open = batch;
    let outcomes: readonly Outcome[] = [];
    for (let attempt = 0; attempt < attempts && open.length > 0; attempt++) {
      if (this.#options.signal.aborted) return;
      outcomes = await this.#send(open, object);
      const [known, unknown] = partition(open, outcomes);
      for (const [entry, outcome] of known) this.#conclude(entry, outcome, object, queue);
      open = unknown.map(([entry]) => entry);
      outcomes = unknown.map(([, outcome]) => outcome);
    }
    const [entry] = open;
    const [outcome] = outcomes;
    if (!entry || !outcome) return;
    if (open.length > 1) {
      const half = Math.ceil(open.length / 2);
      await this.write(open.slice(0, half), object, queue, 1);
      await this.write(open.slice(half), object, queue, 1);
    } else if (outcome.kind === "unknown") {
      this.#tellOnce(outcome.why);
      this.#conclude(entry, { kind: "rejected", rejection: outcome.rejection }, object, queue);
    }
  }

  #tellOnce(why: string): void {
    if (this.#toldOfGivenUp) return;
    this.#toldOfGivenUp = true;
    this.#options.logger.warn(
      `A record was given up after several attempts: ${why}. Others like it are counted in the summary as zendesk_error.`,
    );
  }

  async #send(batch: Batch, object: ZendeskObject): Promise<readonly Outcome[]> {
    const [first] = batch;
    if (!first) return [];
    const { api, signal } = this.#options;
    try {
      return await object.write(
        batch.map(({ row }) => row),
        first.mode,
        api,
        signal,
      );
    } catch (error) {
      const unknown = unknownOutcome(error);
      if (!unknown) throw error;
      return batch.map(() => unknown);
    }
  }

  #conclude(entry: QueueEntry, outcome: Outcome, object: ZendeskObject, queue: WriteQueue): void {
    if (outcome.kind === "written") this.#options.settlement.written(entry, outcome);
    else if (entry.writes.length > 1) {
      queue.release(entry, takeApart(entry));
      return;
    } else {
      for (const { record } of entry.writes) this.#options.settlement.reject(record, object.name, outcome.rejection);
    }
    queue.release(entry);
  }
}

function partition(
  batch: Batch,
  outcomes: readonly Outcome[],
): [known: [QueueEntry, Outcome][], unknown: [QueueEntry, Outcome][]] {
  const known: [QueueEntry, Outcome][] = [];
  const unknown: [QueueEntry, Outcome][] = [];
  for (const [index, outcome] of outcomes.entries()) {
    const entry = batch[index];
    if (entry) (outcome.kind === "unknown" ? unknown : known).push([entry, outcome]);
  }
  return [known, unknown];
}

/** What a failed request says of its rows, when the sync can go on. */
function unknownOutcome(error: unknown): Outcome | undefined {
  if (error instanceof ZendeskHttpError && REFUSED_FOR_CONTENT.has(error.status)) {
    return {
      kind: "unknown",
      why: error.message,
      rejection: {
        reason: "zendesk_error",
        message: `${error.message}: ${error.description || "it gives no reason"}. Correct the record and send it again.`,
        zendesk: { request_id: error.requestId, error_code: error.code },
      },
    };
  }
  if (error instanceof ZendeskAnswerError) {
    return {
      kind: "unknown",
      why: error.message,
      rejection: { reason: "zendesk_error", message: `${error.message}. Send the record again.` },
    };
  }
  return undefined;
}
