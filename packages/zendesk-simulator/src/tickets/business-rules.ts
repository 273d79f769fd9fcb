import type { NewComment } from "./read-comment.ts";
import type { TicketValues } from "./ticket.ts";

/** What creations and updates of tickets set off, and imports do not. */
export class BusinessRules {
  #triggersRun = 0;
  #mailsSent = 0;

  get triggersRun(): number {
    return this.#triggersRun;
  }

  get mailsSent(): number {
    return this.#mailsSent;
  }

  /** Triggers run once per change; a public comment is mailed to the requester and all CCs, except its author. */
  run({ requesterId, emailCcIds }: TicketValues, comment: NewComment | undefined): void {
    this.#triggersRun += 1;
    if (comment?.isPublic !== true) return;
    const readers = new Set([requesterId, ...emailCcIds]);
    readers.delete(comment.authorId);
    this.#mailsSent += readers.size;
  }
}
