import type { StoredChange } from "../rejects/stored-change.ts";
import { SyncMemberships } from "./sync-memberships.ts";

/** What the log says about a field: its value before the first change, and after the last. */
export interface ChangedField {
  readonly before: unknown;
  readonly after: unknown;
}

/** What all lines of a log say about one thing in Zendesk. */
export interface ChangedThing {
  readonly id: number | string;
  readonly isCreated: boolean;
  /** Several records changed it. */
  readonly isRewritten: boolean;
  readonly isDeleted: boolean;
  /** Its former values are not known. */
  readonly isUncertain: boolean;
  /** When it was last changed, in milliseconds, and the number of that change in its sync. */
  readonly changedAt: number;
  readonly sequence: number;
  readonly fields: ReadonlyMap<string, ChangedField>;
}

const UNCERTAIN: ReadonlySet<string> = new Set(["not_read", "sent_before"]);

/** Collects the changes of a log by the things that were changed. They may come in any order. */
export class ChangedThings {
  readonly #changes = new Map<string, Map<string, StoredChange[]>>();
  /** By object: records that may have created something whose id is not known. */
  readonly #unknown = new Map<string, number>();
  readonly #memberships = new SyncMemberships();

  add(change: StoredChange): void {
    this.#memberships.add(change);
    const { object, zendeskId } = change;
    if (zendeskId === null) {
      this.#unknown.set(object, (this.#unknown.get(object) ?? 0) + 1);
      return;
    }
    const things = this.#changes.get(object) ?? new Map<string, StoredChange[]>();
    this.#changes.set(object, things);
    const own = things.get(String(zendeskId)) ?? [];
    things.set(String(zendeskId), own);
    own.push(change);
  }

  get unknown(): ReadonlyMap<string, number> {
    return this.#unknown;
  }

  get memberships(): SyncMemberships {
    return this.#memberships;
  }

  get objects(): readonly string[] {
    return [...this.#changes.keys()];
  }

  /** The last change comes first: a key that one thing received may have been another's before. */
  thingsOf(object: string): readonly ChangedThing[] {
    const things = [...(this.#changes.get(object)?.values() ?? [])].flatMap((changes) => combine(changes) ?? []);
    return things.toSorted((a, b) => b.changedAt - a.changedAt || b.sequence - a.sequence);
  }
}

function combine(changes: readonly StoredChange[]): ChangedThing | undefined {
  const ordered = changes.toSorted((a, b) => a.at[0] - b.at[0] || a.at[1] - b.at[1]);
  const [first, last] = [ordered[0], ordered.at(-1)];
  if (!first || !last || first.zendeskId === null) return undefined;
  const fields = new Map<string, ChangedField>();
  for (const change of ordered) {
    for (const [field, { after, before }] of change.fields) {
      fields.set(field, { before: fields.has(field) ? fields.get(field)?.before : before, after });
    }
  }
  return {
    id: first.zendeskId,
    isRewritten: ordered.length > 1,
    isCreated: ordered.some(({ effect }) => effect === "created"),
    isDeleted: ordered.some(({ effect }) => effect === "deleted"),
    isUncertain: ordered.some(({ doubt }) => doubt !== null && UNCERTAIN.has(doubt)),
    changedAt: last.at[0],
    sequence: last.at[1],
    fields,
  };
}
