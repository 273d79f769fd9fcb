import type { Draft, ObjectType, WriteContext } from "../object-type.ts";
import { type FieldChange, type Outcome, type WrittenOutcome, type ZendeskId, mayBeWritten } from "../outcome.ts";
import type { Row, WriteMode } from "../row.ts";
import type { Comparison } from "./compare.ts";
import { creationOf, predictOutcome } from "./predicted-outcome.ts";

/** What a row was going to do, from what Zendesk held before it was first sent. */
interface Plan {
  readonly effect: "created" | "updated" | "deleted";
  readonly heldId: ZendeskId | undefined;
  readonly changes: readonly FieldChange[];
  /** What was read may already be what the row wrote. */
  readonly isSentBefore: boolean;
}

/** What rows change, for the change log. It is worked out before they are sent: afterwards, the former values are gone. */
export class PlannedChanges {
  readonly #object: ObjectType;
  readonly #comparison: Comparison;
  readonly #plans = new WeakMap<Row, Plan>();

  constructor(object: ObjectType, comparison: Comparison) {
    this.#object = object;
    this.#comparison = comparison;
  }

  /** These are about to be sent. What was planned for a row that is sent again remains. */
  plan(drafts: readonly Draft[], { mode, wasSubmitted }: WriteContext): void {
    for (const draft of drafts) {
      if (this.#plans.has(draft.row)) continue;
      const { changes = [], effect } = this.#foresee(draft, mode);
      // What changes nothing is sent all the same, unless it is skipped.
      const planned = effect === "created" || effect === "deleted" ? effect : "updated";
      const isSentBefore = wasSubmitted(draft.row);
      this.#plans.set(draft.row, { effect: planned, heldId: draft.held?.id, changes, isSentBefore });
    }
  }

  /** What cannot be created may be found by Zendesk, by a key that was not looked up. */
  #foresee(draft: Draft, mode: WriteMode): Pick<WrittenOutcome, "changes" | "effect"> {
    const outcome = predictOutcome(draft, mode, this.#object, this.#comparison);
    if (outcome.kind === "written") return outcome;
    return { effect: "created", changes: creationOf(draft.values, this.#object) };
  }

  /** The outcome with what the row has changed. */
  complete(row: Row, outcome: Outcome, { wasSubmitted }: Pick<WriteContext, "wasSubmitted">): Outcome {
    const plan = this.#plans.get(row);
    if (!plan) return outcome;
    if (outcome.kind === "undecided") {
      // It has certainly written nothing, so what it will change is read again.
      if (!mayBeWritten(outcome) && !wasSubmitted(row)) this.#plans.delete(row);
      return outcome;
    }
    this.#plans.delete(row);
    if (outcome.kind === "written") return withChanges(outcome, plan);
    return outcome.done
      ? { ...outcome, done: { ...withChanges(outcome.done, plan), doubt: "partly_refused" } }
      : outcome;
  }

  /** What a row that was sent may have changed, if the sync ends before Zendesk says so. */
  unreported(row: Row): WrittenOutcome | undefined {
    const plan = this.#plans.get(row);
    if (!plan) return undefined;
    const { changes, effect, heldId } = plan;
    return { kind: "written", effect, zendeskId: heldId, changes, doubt: "outcome_unknown" };
  }
}

function withChanges(
  outcome: WrittenOutcome,
  { changes, effect: planned, heldId, isSentBefore }: Plan,
): WrittenOutcome {
  const { effect, zendeskId } = outcome;
  if (effect === "unchanged" || effect === "ignored") return outcome;
  const isOther = zendeskId !== undefined && String(zendeskId) !== String(heldId);
  // Some jobs do not say what they created. What was read before was not: undoing it must not delete it.
  const isKnown = heldId !== undefined && !isOther && effect !== "deleted";
  const known: WrittenOutcome = isKnown ? { ...outcome, effect: "updated", changes } : { ...outcome, changes };
  if (known.effect === "created") return { ...known, changes: changes.map((each) => ({ ...each, before: null })) };
  // Zendesk found something by another key than the look-up.
  if (planned !== known.effect || isOther) return { ...known, doubt: "not_read" };
  return { ...known, ...(isSentBefore && { doubt: "sent_before" }) };
}
