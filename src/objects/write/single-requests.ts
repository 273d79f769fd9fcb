import { type ZendeskHttpError, isForbidden } from "../../zendesk/http/errors.ts";

/** How to send a request about each item, and what it means if there is no answer. */
interface Requests<Item, Result> {
  readonly send: (item: Item) => Promise<Result>;
  /** What a failed request means for its item; undefined: the sync cannot continue. */
  readonly failed: (error: unknown, item: Item) => Result | undefined;
  /** What it means that the sync must end before the item's request. */
  readonly notSent: (item: Item) => Result;
}

/** Requests about one thing each. A 403 is about its thing only if these credentials may write others. */
export class SingleRequests {
  #mayWrite = false;

  /** Zendesk has accepted, or validated, something that these credentials have sent. */
  noteAllowed(): void {
    this.#mayWrite = true;
  }

  /** One result an item, in order. */
  async sendEach<Item, Result>(
    items: readonly Item[],
    { failed, notSent, send }: Requests<Item, Result>,
    signal: AbortSignal,
  ): Promise<readonly Result[]> {
    const results: Result[] = [];
    let forbidden: ZendeskHttpError | undefined;
    for (const item of items) {
      if (signal.aborted) {
        results.push(notSent(item));
        continue;
      }
      try {
        results.push(await send(item));
      } catch (error) {
        const result = failed(error, item);
        if (result === undefined) throw error;
        if (isForbidden(error) && !signal.aborted) forbidden ??= error;
        results.push(result);
      }
    }
    if (forbidden && !this.#mayWrite) throw forbidden;
    return results;
  }
}
