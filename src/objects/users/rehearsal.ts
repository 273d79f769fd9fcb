import type { ZendeskUser } from "../../zendesk/users.ts";
import type { Outcome, WriteMode } from "../zendesk-object.ts";
import type { ComparisonRules } from "./compare-user.ts";
import { type UserDraft, rehearse } from "./decide.ts";

/** Users whom a rehearsal would have created or deleted are remembered up to this many keys. */
const MAX_REMEMBERED = 100_000;
/** A user who would exist by now; what it would hold is not kept. */
const IMAGINED: ZendeskUser = { id: 0, role: "end-user" };

/** A sync in which nothing is sent, with a memory of what would have happened, so that later records count right. */
export class Rehearsal {
  readonly #imagined = new Map<string, ZendeskUser | undefined>();

  /** The draft with the user that it would meet. */
  imagine(draft: UserDraft): UserDraft {
    const key = identitiesOf(draft).find((identity) => this.#imagined.has(identity));
    return key === undefined ? draft : { ...draft, user: this.#imagined.get(key) };
  }

  outcome(draft: UserDraft, mode: WriteMode, comparison: ComparisonRules): Outcome {
    const outcome = rehearse(draft, mode, comparison);
    const effect = outcome.kind === "written" ? outcome.effect : undefined;
    if (effect === "created") this.#remember(draft, IMAGINED);
    if (effect === "deleted") this.#remember(draft, undefined);
    return outcome;
  }

  #remember(draft: UserDraft, user: ZendeskUser | undefined): void {
    if (this.#imagined.size >= MAX_REMEMBERED) return;
    for (const identity of identitiesOf(draft)) this.#imagined.set(identity, user);
  }
}

/** The user that was found counts too: two records may find it by different keys. */
function identitiesOf({ row, user }: UserDraft): readonly string[] {
  return user && user !== IMAGINED ? [...row.identities, `id:${user.id}`] : row.identities;
}
