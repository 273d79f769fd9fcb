import { hashText } from "../../compact/hash-text.ts";
import { NumberTable } from "../../compact/number-table.ts";
import type { Outcome, WriteRequest } from "../zendesk-object.ts";
import type { ComparisonRules } from "./compare-user.ts";
import { isReal, rehearse } from "./decide.ts";
import type { UserDraft } from "./user-draft.ts";

/** For the keys of users whom a dry run would have created or deleted: more than 1,000,000 of them. */
const MAX_BYTES = 20_000_000;
const DELETED = 0;

/** A sync in which nothing is sent, with a memory of what would have happened, so that later records count right. */
export class Rehearsal {
  /** By a key's hash: `DELETED`, or the number of a user who would have been created. */
  readonly #imagined = new NumberTable(MAX_BYTES);
  #created = 0;
  #isFull = false;

  /** The draft with the user that it would meet. What an imagined one would hold is not kept. */
  imagine(draft: UserDraft): UserDraft {
    for (const identity of identitiesOf(draft)) {
      const number = this.#imagined.get(hashIdentity(identity));
      if (number === DELETED) return { ...draft, user: undefined };
      if (number !== undefined) return { ...draft, user: { id: -number, role: "end-user" } };
    }
    return draft;
  }

  outcome(draft: UserDraft, { mode, warn }: WriteRequest, comparison: ComparisonRules): Outcome {
    const outcome = rehearse(draft, mode, comparison);
    if (outcome.kind !== "written") return outcome;
    if (outcome.effect === "deleted") this.#remember(draft, DELETED, warn);
    if (outcome.effect !== "created") return outcome;
    this.#created += 1;
    this.#remember(draft, this.#created, warn);
    return { ...outcome, zendeskId: -this.#created };
  }

  #remember(draft: UserDraft, number: number, warn: (message: string) => void): void {
    for (const identity of identitiesOf(draft)) {
      if (this.#imagined.set(hashIdentity(identity), number) || this.#isFull) continue;
      this.#isFull = true;
      warn(
        "This dry run has too many new users to remember them all: from here on, a person who comes again is counted as " +
          "created each time.",
      );
    }
  }
}

/** The user that was found counts too: two records may find it by different keys. */
function identitiesOf({ row, user }: UserDraft): readonly string[] {
  return user && isReal(user) ? [...row.identities, `id:${user.id}`] : row.identities;
}

/** 53 bits, never 0. */
function hashIdentity(identity: string): number {
  return hashText(identity) * 2 ** 21 + (hashText(identity, 1) >>> 11) + 1;
}
