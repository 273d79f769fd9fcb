import { counted } from "../../text/counted.ts";
import { NumberTable } from "../../compact/number-table.ts";
import { hashText } from "../../compact/hash-text.ts";

/** Of the table. It holds about 4,000,000 users; in a dry run, which remembers more besides, about 1,300,000. */
const MAX_BYTES = 60_000_000;
const MAX_BYTES_IN_DRY_RUN = 20_000_000;
const SHOWN = 5;
/** In place of an external id's hash: a user that has been counted. */
const SHARED = 0;

/**
 * Finds records with different external ids that ended in one and the same user. Zendesk compares external ids without
 * regard to case, and finds users by their addresses too; here they are compared as they were written.
 */
export class SharedUsers {
  readonly #isDryRun: boolean;
  readonly #hashOf: NumberTable;
  readonly #shown: string[] = [];
  #count = 0;
  #isIncomplete = false;

  constructor(isDryRun = false, maxBytes = isDryRun ? MAX_BYTES_IN_DRY_RUN : MAX_BYTES) {
    this.#isDryRun = isDryRun;
    this.#hashOf = new NumberTable(maxBytes);
  }

  /** How many users. */
  get count(): number {
    return this.#count;
  }

  /** A record was written to the user; `record`: what to call it. */
  note(userId: number, externalId: string, record: () => string): void {
    // 0 has a meaning of its own.
    const hash = hashText(externalId) || 1;
    const known = this.#hashOf.get(userId);
    if (known === undefined) this.#isIncomplete = !this.#hashOf.set(userId, hash) || this.#isIncomplete;
    else if (known !== SHARED && known !== hash) {
      this.#hashOf.set(userId, SHARED);
      this.#count += 1;
      if (this.#shown.length < SHOWN) this.#shown.push(record());
    }
  }

  /** What to tell people; undefined when there is nothing to tell. */
  warning(): string | undefined {
    const limit = this.#isIncomplete
      ? " There were too many users to compare them all: those that came later are not counted."
      : "";
    if (this.#count === 0) {
      return this.#isIncomplete
        ? `None of the users that were compared was written by records with different external ids.${limit}`
        : undefined;
    }
    const more = this.#count > this.#shown.length ? ", and others" : "";
    return (
      `${counted(this.#count, "user")} in Zendesk ${this.#isDryRun ? "would be" : this.#count === 1 ? "was" : "were"} written by ` +
      `records with different external ids, so each later record replaces an earlier one: see ${this.#shown.join(", ")}${more}. ` +
      "Zendesk compares external ids without regard to case, and also finds users by their e-mail addresses. Give each " +
      `person an external id that differs by more than case, and their own e-mail address.${limit}`
    );
  }
}
