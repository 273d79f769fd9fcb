import { withArticle } from "../../text/with-article.ts";
import {
  AMBIGUOUS,
  type BulkAction,
  type Draft,
  type Held,
  type ObjectType,
  type SentRow,
  type UnfinishedRow,
  type WriteContext,
} from "../object-type.ts";
import { type Outcome, type WrittenOutcome, doneBy } from "../outcome.ts";
import type { Row, WriteMode } from "../row.ts";
import type { Comparison } from "./compare.ts";
import { DryRun } from "./dry-run.ts";
import { FailureExplainer } from "./explain/failure-explainer.ts";
import { noteWritten } from "./note-written.ts";
import { findRows, isSearched } from "../find/find-rows.ts";
import { preflight } from "./preflight.ts";
import { RecentIds } from "./recent-ids.ts";
import { tryRequest } from "./explain/refused-request.ts";
import { NOT_ADMITTED, behindAnother, unfinished } from "./explain/undecided-outcomes.ts";
import { ambiguousKey, rejected } from "./explain/rejections.ts";
import { resolveRelations } from "./resolve-relations.ts";
import { searchWarning } from "../find/search-warning.ts";
import { submitInBulk } from "./submit.ts";
import type { LookupFields } from "../find/lookup-fields.ts";
import { LookupFieldIds } from "./lookup-field-ids.ts";

export interface RowWriterSettings {
  readonly isDryRun: boolean;
  readonly skipUnchanged: boolean;
  /** Columns of custom fields of the type date. */
  readonly dateColumns: ReadonlySet<string>;
  readonly lookupFields: LookupFields;
}

/** Writes rows of one object: resolves references, looks up what must be known, decides, and sends the rest. */
export class RowWriter {
  readonly #object: ObjectType;
  readonly #settings: RowWriterSettings;
  readonly #comparison: Comparison;
  readonly #dryRun: DryRun | undefined;
  readonly #lookupFieldIds: LookupFieldIds;
  readonly #failures: FailureExplainer;
  /** Rows that created something, and are sent again because something was left to do. */
  readonly #created = new WeakSet<Row>();
  /** Key-only things that a record of the sync has created or found. Its other records have not created them. */
  readonly #known = new RecentIds();
  #hasWarnedOfSearch = false;

  constructor(object: ObjectType, settings: RowWriterSettings) {
    this.#object = object;
    this.#settings = settings;
    this.#failures = new FailureExplainer(object, settings.lookupFields);
    this.#lookupFieldIds = new LookupFieldIds(settings.lookupFields);
    this.#comparison = {
      object,
      dateColumns: settings.dateColumns,
      lookupFieldId: (row, column) => this.#lookupFieldIds.idOf(row, column),
    };
    this.#dryRun = settings.isDryRun ? new DryRun(object, this.#comparison) : undefined;
  }

  /**
   * Writes at most 100 rows, or finds out what writing them would do; one outcome a row, in order. Throws what concerns
   * the whole account.
   */
  async writeRows(rows: readonly Row[], context: WriteContext): Promise<readonly Outcome[]> {
    const outcomes = new Map<Row, Outcome>();
    const drafted = await tryRequest(this.#draftRows(rows, context, outcomes));
    // A key is too long for any URL or search. Splitting the batch finds its row.
    if ("refused" in drafted) return rows.map(() => drafted.refused);
    const open = await this.#decide(drafted.found, context, outcomes);
    if (open.length > 0) {
      for (const [row, outcome] of await this.#send(open, context)) outcomes.set(row, outcome);
    }
    const { directory, quirks } = this.#object;
    if (directory) noteWritten(directory, outcomes);
    quirks?.noteOutcomes?.(outcomes);
    if (this.#object.isKeyOnly) this.#noteKnown(outcomes);
    return rows.map((row) => {
      const outcome = outcomes.get(row);
      if (!outcome) throw new Error(`a row of ${this.#object.name} was left without an outcome`);
      return this.#withFirstEffect(row, outcome);
    });
  }

  #noteKnown(outcomes: ReadonlyMap<Row, Outcome>): void {
    for (const outcome of outcomes.values()) {
      if (outcome.kind === "written" && outcome.zendeskId !== undefined) this.#known.add(outcome.zendeskId);
    }
  }

  /** A row that is sent again finds what it created. */
  #withFirstEffect(row: Row, outcome: Outcome): Outcome {
    return outcome.kind === "written" && this.#created.has(row) ? { ...outcome, effect: "created" } : outcome;
  }

  /** What is known about each row before it is written. Rows that name something missing already get their outcome. */
  async #draftRows(
    rows: readonly Row[],
    context: WriteContext,
    outcomes: Map<Row, Outcome>,
  ): Promise<readonly Draft[]> {
    // A deletion needs nothing that its record names.
    const relations = context.mode === "delete" ? [] : (this.#object.relations ?? []);
    const resolved = await resolveRelations(rows, relations, context);
    const open = [...resolved].flatMap(([row, own]) => {
      if ("values" in own) return [{ row, values: own.values }];
      outcomes.set(row, rejected(own.rejection));
      return [];
    });
    const sought = await this.#unknownRows(
      open.flatMap(({ row }) => (this.#isLookedUp(row, context) ? [row] : [])),
      context,
    );
    this.#warnOfSearch(sought, context);
    const found = await findRows(this.#object, sought, context);
    const drafts = open.flatMap(({ row, values }): readonly Draft[] => {
      const held = found.get(row);
      if (held !== AMBIGUOUS) return [{ row, values, held }];
      outcomes.set(row, ambiguousKey(row, this.#object));
      return [];
    });
    if (this.#isCompared) await this.#lookupFieldIds.read(drafts, context);
    return this.#object.quirks?.enrich?.(drafts, { ...context, isCompared: this.#isCompared }) ?? drafts;
  }

  /** Whether records that would change nothing are told from others. */
  get #isCompared(): boolean {
    const { isDryRun, skipUnchanged } = this.#settings;
    return isDryRun || skipUnchanged || this.#object.quirks?.whyFrozen !== undefined;
  }

  /** Without those that something looked up in vain already. If another writer creates one, Zendesk refuses the row. */
  async #unknownRows(rows: readonly Row[], { mode }: WriteContext): Promise<readonly Row[]> {
    const { hasUniqueKeys, directory } = this.#object;
    if (mode !== "upsert" || !hasUniqueKeys || !directory) return rows;
    const absent = await directory.knownAbsent(rows.map(({ key }) => key));
    return rows.filter(({ key }) => !absent.has(key));
  }

  /** In a bulk upsert, only rows that depend on the current state are looked up: a search takes a request each. */
  #isLookedUp(row: Row, { mode, wasSubmitted }: WriteContext): boolean {
    const { bulk, isKeyOnly, quirks } = this.#object;
    const { isDryRun, skipUnchanged } = this.#settings;
    if (isKeyOnly && mode !== "delete") return isDryRun || wasSubmitted(row);
    if (mode !== "upsert" || isDryRun || skipUnchanged || !bulk.upsert || row.key.column === "id") return true;
    return quirks?.needsHeld?.(row) === true;
  }

  /** Returns the rows to send. */
  async #decide(
    drafts: readonly Draft[],
    context: WriteContext,
    outcomes: Map<Row, Outcome>,
  ): Promise<readonly Draft[]> {
    const refused = await this.#object.quirks?.refuse?.(drafts, context);
    const sentTo = new Set<unknown>();
    return drafts.filter((known) => {
      const refusal = refused?.get(known.row);
      const outcome = refusal ? rejected(refusal) : this.#outcomeUnsent(known, sentTo, context);
      if (outcome) outcomes.set(known.row, outcome);
      else if (known.held) sentTo.add(known.held.id);
      return outcome === undefined;
    });
  }

  /** The outcome of a row that need not or must not be sent now; undefined: send it. */
  #outcomeUnsent(known: Draft, sentTo: ReadonlySet<unknown>, context: WriteContext): Outcome | undefined {
    const draft = this.#dryRun?.imagine(known) ?? known;
    if (draft.held && sentTo.has(draft.held.id)) return behindAnother(this.#object);
    const { skipUnchanged } = this.#settings;
    const isKnown = draft.held !== undefined && this.#known.has(draft.held.id);
    const decided = preflight(draft, {
      ...context,
      wasSubmitted: (row) => !isKnown && context.wasSubmitted(row),
      object: this.#object,
      comparison: this.#comparison,
      skipUnchanged,
    });
    return decided ?? this.#dryRun?.predict(draft, context);
  }

  async #send(drafts: readonly Draft[], context: WriteContext): Promise<ReadonlyMap<Row, Outcome>> {
    if (context.mode === "delete") return this.#delete(drafts, context);
    const outcomes = new Map<Row, Outcome>();
    for (const [action, group] of Map.groupBy(drafts, (draft) => this.#actionOf(draft, context.mode))) {
      for (const [row, outcome] of await this.#submit(action, group, context)) outcomes.set(row, outcome);
    }
    return outcomes;
  }

  /** An upsert by Zendesk's id is an update of what was found. So is one for which there is no bulk upsert. */
  #actionOf({ held, row }: Draft, mode: WriteMode): Exclude<BulkAction, "delete"> {
    if (mode === "insert") return "create";
    if (mode === "update" || row.key.column === "id") return "update";
    if (this.#object.bulk.upsert) return "upsert";
    return held ? "update" : "create";
  }

  /** Deletes as many as allowed. The others are not sent, because the sync ends before the next deletion. */
  async #delete(drafts: readonly Draft[], context: WriteContext): Promise<ReadonlyMap<Row, Outcome>> {
    const { deletions } = context;
    const nameThing = ({ held }: Draft): string => thingName(this.#object, held);
    const admitted = deletions.admit(drafts, nameThing);
    const outcomes = new Map<Row, Outcome>(drafts.map(({ row }) => [row, NOT_ADMITTED]));
    const sent = admitted.length > 0 ? await this.#deleteAdmitted(admitted, context) : new Map();
    for (const draft of admitted) {
      const outcome = sent.get(draft.row);
      if (outcome === undefined) throw new Error("a deletion was left without an outcome");
      outcomes.set(draft.row, outcome);
      if (hasDeletedNothing(outcome)) deletions.giveBack(draft.row, nameThing(draft));
      else if (outcome.kind === "written") deletions.confirm(nameThing(draft));
    }
    if (admitted.length < drafts.length) deletions.exceed();
    return outcomes;
  }

  async #deleteAdmitted(drafts: readonly Draft[], context: WriteContext): Promise<ReadonlyMap<Row, Outcome>> {
    const outcomes = await this.#submit("delete", drafts, context);
    const changed = await this.#object.quirks?.afterDeletions?.(outcomes, drafts, context);
    return changed ? new Map([...outcomes, ...changed]) : outcomes;
  }

  async #submit(
    action: BulkAction,
    drafts: readonly Draft[],
    context: WriteContext,
  ): Promise<ReadonlyMap<Row, Outcome>> {
    const { quirks } = this.#object;
    const inBulk = (each: BulkAction, group: readonly Draft[]) => submitInBulk(this.#object, each, group, context);
    const sent = await (quirks?.submit?.(action, drafts, context, inBulk) ?? inBulk(action, drafts));
    const outcomes = new Map(sent.map(({ row, outcome }) => [row, outcome]));
    await this.#failures.explain(outcomes, sent, drafts, context);
    return new Map([...outcomes, ...(await this.#followUp(sent, context))]);
  }

  /** The outcomes of written rows for which something is left to do. */
  async #followUp(sent: readonly SentRow[], context: WriteContext): Promise<ReadonlyMap<Row, Outcome>> {
    const left = sent.filter(isUnfinished);
    const results = left.length > 0 ? await this.#object.quirks?.followUp?.(left, context) : undefined;
    const outcomes = new Map<Row, Outcome>();
    for (const { outcome, row } of left) {
      const result = results?.get(row);
      if (result === "unknown" && outcome.effect === "created") this.#created.add(row);
      if (result === "unknown") outcomes.set(row, unfinished(this.#object));
      else if (result) outcomes.set(row, { kind: "rejected", rejection: result, done: outcome });
    }
    return outcomes;
  }

  #warnOfSearch(sought: readonly Row[], { warn }: WriteContext): void {
    if (this.#hasWarnedOfSearch) return;
    const searched = sought.find((row) => isSearched(this.#object, row));
    if (!searched) return;
    this.#hasWarnedOfSearch = true;
    warn(searchWarning(this.#object, searched.key));
  }
}

function isUnfinished(sent: SentRow): sent is UnfinishedRow & { readonly outcome: WrittenOutcome } {
  const { heldId, later, outcome } = sent;
  return outcome.kind === "written" && outcome.effect !== "deleted" && later !== undefined && heldId !== undefined;
}

function thingName({ name, noun }: ObjectType, held: Held | undefined): string {
  if (held === undefined) throw new Error(`${withArticle(noun.one)} is to be deleted that was not found`);
  return `${name} ${held.id}`;
}

/** An undecided row may still turn out to have deleted its thing. */
function hasDeletedNothing(outcome: Outcome): boolean {
  return outcome.kind !== "undecided" && doneBy(outcome)?.effect !== "deleted";
}
