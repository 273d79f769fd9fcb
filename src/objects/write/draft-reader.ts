import { findRows, isSearched } from "../find/find-rows.ts";
import { searchWarning } from "../find/search-warning.ts";
import { AMBIGUOUS, type Draft, type Found, type ObjectType, type WriteContext } from "../object-type.ts";
import type { Outcome } from "../outcome.ts";
import type { Row } from "../row.ts";
import { ambiguousKey, rejected } from "./explain/rejections.ts";
import type { LookupFieldIds } from "./lookup-field-ids.ts";
import { type Resolved, resolveRelations } from "./resolve-relations.ts";

interface DraftReaderSettings {
  readonly isDryRun: boolean;
  readonly skipUnchanged: boolean;
  /** Whether what each record changes is stored. */
  readonly logsChanges: boolean;
}

/** Reads what must be known about rows before they are written: what they refer to, and what Zendesk holds of them. */
export class DraftReader {
  readonly #object: ObjectType;
  readonly #settings: DraftReaderSettings;
  readonly #lookupFieldIds: LookupFieldIds;
  #hasWarnedOfSearch = false;

  constructor(object: ObjectType, settings: DraftReaderSettings, lookupFieldIds: LookupFieldIds) {
    this.#object = object;
    this.#settings = settings;
    this.#lookupFieldIds = lookupFieldIds;
  }

  /** One draft a row, except for rows that refer to something missing or are ambiguous: these get their outcome. */
  async read(rows: readonly Row[], context: WriteContext, outcomes: Map<Row, Outcome>): Promise<readonly Draft[]> {
    // A deletion needs nothing that its record refers to.
    const relations = context.mode === "delete" ? [] : (this.#object.relations ?? []);
    const resolved = await resolveRelations(rows, relations, context);
    const found = await this.#find(
      rows.filter((row) => !isRejected(resolved.get(row))),
      context,
    );
    const drafts: Draft[] = [];
    for (const [row, own] of resolved) {
      const held = found.get(row);
      if (isRejected(own)) outcomes.set(row, rejected(own.rejection));
      else if (held === AMBIGUOUS) outcomes.set(row, ambiguousKey(row, this.#object));
      else drafts.push({ row, values: own.values, held });
    }
    if (this.#isCompared) await this.#lookupFieldIds.read(drafts, context);
    const { isDryRun, logsChanges } = this.#settings;
    const comparison = { isCompared: this.#isCompared, areChangesShown: isDryRun || logsChanges };
    return this.#object.quirks?.enrich?.(drafts, { ...context, ...comparison }) ?? drafts;
  }

  /** What Zendesk holds of the rows that depend on it. */
  async #find(rows: readonly Row[], context: WriteContext): Promise<ReadonlyMap<Row, Found>> {
    const lookedUp = rows.filter((row) => this.#isLookedUp(row, context));
    const sought = await this.#unknownRows(lookedUp, context);
    this.#warnOfSearch(sought, context);
    return findRows(this.#object, sought, context);
  }

  /** Whether records are compared with what Zendesk holds, to see which would change nothing. */
  get #isCompared(): boolean {
    return this.#readsAll || this.#object.quirks?.whyFrozen !== undefined;
  }

  get #readsAll(): boolean {
    const { isDryRun, logsChanges, skipUnchanged } = this.#settings;
    return isDryRun || skipUnchanged || logsChanges;
  }

  /** Without those that an earlier look-up did not find. If another writer creates one, Zendesk refuses the row. */
  async #unknownRows(rows: readonly Row[], { mode }: WriteContext): Promise<readonly Row[]> {
    const { hasUniqueKeys, directory } = this.#object;
    if (mode !== "upsert" || !hasUniqueKeys || !directory) return rows;
    const absent = await directory.knownAbsent(rows.map(({ key }) => key));
    return rows.filter(({ key }) => !absent.has(key));
  }

  /** In a bulk upsert, only rows that depend on the current state are looked up: a search takes a request each. */
  #isLookedUp(row: Row, { mode, wasSubmitted }: WriteContext): boolean {
    const { actions, isKeyOnly, quirks } = this.#object;
    const { isDryRun } = this.#settings;
    if (isKeyOnly && mode !== "delete") return isDryRun || wasSubmitted(row);
    if (mode !== "upsert" || this.#readsAll || !actions.upsert || row.key.column === "id") return true;
    return quirks?.needsHeld?.(row) === true;
  }

  #warnOfSearch(sought: readonly Row[], { warn }: WriteContext): void {
    if (this.#hasWarnedOfSearch) return;
    const searched = sought.find((row) => isSearched(this.#object, row));
    if (!searched) return;
    this.#hasWarnedOfSearch = true;
    warn(searchWarning(this.#object, searched.key));
  }
}

function isRejected(own: Resolved | undefined): own is Extract<Resolved, { readonly rejection: unknown }> {
  return own !== undefined && "rejection" in own;
}
