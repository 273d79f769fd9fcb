import { comparedKey, keyNamed, naturalKeysOf, onlyFound } from "../keys.ts";
import type { Draft, Held, ObjectType, WriteContext } from "../object-type.ts";
import type { Outcome, RejectedOutcome, ZendeskId } from "../outcome.ts";
import type { Row } from "../row.ts";
import { isReal } from "../imagined-id.ts";
import { tryRequest } from "./explain/refused-request.ts";

/** Keys looked up in a sync to see what has them. Most take a request each. */
const MAX_LOOK_UPS = 10;

interface RejectedDraft {
  readonly row: Row;
  readonly outcome: RejectedOutcome;
  readonly held: Held | undefined;
}

/** Adds the ids of the things that rejections are about: the record's own, or what has a key that it would take. */
export class ConcernedThings {
  readonly #object: ObjectType;
  #lookUpsLeft = MAX_LOOK_UPS;

  constructor(object: ObjectType) {
    this.#object = object;
  }

  async addIds(outcomes: Map<Row, Outcome>, drafts: readonly Draft[], context: WriteContext): Promise<void> {
    const rejected: RejectedDraft[] = [];
    for (const { held, row } of drafts) {
      const outcome = outcomes.get(row);
      if (outcome?.kind !== "rejected" || outcome.rejection.zendesk?.ids) continue;
      rejected.push({ row, outcome, held: held && isReal(held) ? held : undefined });
    }
    const [conflicts, others] = [rejected.filter(isConflict), rejected.filter((each) => !isConflict(each))];
    for (const { held, outcome, row } of others) {
      if (held) outcomes.set(row, withIds(outcome, [held.id]));
    }
    for (const each of conflicts) {
      const ids = await this.#holdersFor(each, context);
      if (ids.length > 0) outcomes.set(each.row, withIds(each.outcome, ids));
    }
  }

  /** What has one of the keys that the row would take. Empty if it is not found, or if too many were looked up. */
  async #holdersFor(
    { held, outcome: { rejection }, row }: RejectedDraft,
    context: WriteContext,
  ): Promise<readonly ZendeskId[]> {
    const named = naturalKeysOf(this.#object).filter((column) => column === rejection.field);
    // Zendesk may not say which. What the row itself is found by is its own.
    const others = naturalKeysOf(this.#object).filter((column) => column !== row.key.column);
    const ids: ZendeskId[] = [];
    for (const column of named.length > 0 ? named : others) {
      const key = keyNamed(this.#object, column);
      const value = comparedKey(row.values[column], key);
      if (value === undefined || this.#lookUpsLeft === 0) continue;
      this.#lookUpsLeft -= 1;
      const answer = await tryRequest(key.find([value], context));
      const holder = "found" in answer ? onlyFound(answer.found.get(value)) : undefined;
      if (holder && holder.id !== held?.id) ids.push(holder.id);
    }
    return ids;
  }
}

/** Something else has a key of the record, and was not found by it before. */
function isConflict({ held, outcome: { rejection } }: RejectedDraft): boolean {
  const { reason } = rejection;
  return reason === "duplicate_value" || (reason === "already_exists" && held === undefined);
}

function withIds(outcome: RejectedOutcome, ids: readonly ZendeskId[]): RejectedOutcome {
  const { rejection } = outcome;
  return { ...outcome, rejection: { ...rejection, zendesk: { ...rejection.zendesk, ids } } };
}
