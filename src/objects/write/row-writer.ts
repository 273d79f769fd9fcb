import type { LookupFields } from "../find/lookup-fields.ts";
import type { WriteAction, Draft, ObjectType, SentRow, FollowUpRow, WriteContext } from "../object-type.ts";
import type { Outcome, WrittenOutcome } from "../outcome.ts";
import type { Row, WriteMode } from "../row.ts";
import type { Comparison } from "./compare.ts";
import { ConcernedThings } from "./concerned-things.ts";
import { deleteRows } from "./delete-rows.ts";
import { DraftReader } from "./draft-reader.ts";
import { DryRun } from "./dry-run.ts";
import { FailureExplainer } from "./explain/failure-explainer.ts";
import { tryRequest } from "./explain/refused-request.ts";
import { rejected } from "./explain/rejections.ts";
import { behindAnother, followUpUnknown } from "./explain/undecided-outcomes.ts";
import { LookupFieldIds } from "./lookup-field-ids.ts";
import { noteWritten } from "./note-written.ts";
import { PlannedChanges } from "./planned-changes.ts";
import { type PreflightContext, preflight } from "./preflight.ts";
import { RecentIds } from "./recent-ids.ts";
import { submitInBulk } from "./submit.ts";

export interface RowWriterSettings {
  readonly isDryRun: boolean;
  readonly skipUnchanged: boolean;
  readonly logsChanges: boolean;
  /** Columns of custom fields of the type date. */
  readonly dateColumns: ReadonlySet<string>;
  readonly lookupFields: LookupFields;
  /** Whether records of the sync may refer to this object's things. */
  readonly isReferredTo: boolean;
}

/** Writes rows of one object: resolves references, looks up what must be known, decides, and sends the rest. */
export class RowWriter {
  readonly #object: ObjectType;
  readonly #settings: RowWriterSettings;
  readonly #comparison: Comparison;
  readonly #dryRun: DryRun | undefined;
  readonly #planned: PlannedChanges | undefined;
  readonly #drafts: DraftReader;
  readonly #failures: FailureExplainer;
  readonly #concerned: ConcernedThings;
  /** Rows that created something, and are sent again because their follow-up may not be done. */
  readonly #creationsSentAgain = new WeakSet<Row>();
  /** Key-only things that a record of the sync has created or found. Its other records have not created them. */
  readonly #keyOnlyIds = new RecentIds();

  constructor(object: ObjectType, settings: RowWriterSettings) {
    this.#object = object;
    this.#settings = settings;
    this.#failures = new FailureExplainer(object, settings.lookupFields);
    this.#concerned = new ConcernedThings(object);
    const lookupFieldIds = new LookupFieldIds(settings.lookupFields);
    this.#drafts = new DraftReader(object, settings, lookupFieldIds);
    this.#comparison = {
      object,
      dateColumns: settings.dateColumns,
      lookupFieldId: (row, column) => lookupFieldIds.idOf(row, column),
    };
    this.#planned = settings.logsChanges ? new PlannedChanges(object, this.#comparison) : undefined;
    this.#dryRun = settings.isDryRun ? new DryRun(object, this.#comparison, settings.lookupFields) : undefined;
  }

  /**
   * Writes at most 100 rows, or finds out what writing them would do; one outcome a row, in order. Throws what concerns
   * the whole account.
   */
  async writeRows(rows: readonly Row[], context: WriteContext): Promise<readonly Outcome[]> {
    const outcomes = new Map<Row, Outcome>();
    const drafted = await tryRequest(this.#drafts.read(rows, context, outcomes));
    // A key is too long for any URL or search. Splitting the batch finds its row.
    if ("refused" in drafted) return rows.map(() => drafted.refused);
    const open = await this.#decide(drafted.found, context, outcomes);
    if (open.length > 0) {
      this.#planned?.plan(open, context);
      await this.#send(open, context, outcomes);
    }
    await this.#concerned.addIds(outcomes, this.#dryRun?.imagineAll(drafted.found, context) ?? drafted.found, context);
    const { directory, quirks } = this.#object;
    if (directory) noteWritten(directory, outcomes, this.#settings);
    quirks?.noteOutcomes?.(outcomes);
    if (this.#object.isKeyOnly) this.#noteKeyOnly(outcomes);
    return rows.map((row) => {
      const outcome = outcomes.get(row);
      if (!outcome) throw new Error(`a row of ${this.#object.name} was left without an outcome`);
      const whole = this.#withFirstEffect(row, outcome);
      return this.#planned?.complete(row, whole, context) ?? whole;
    });
  }

  /** For the change log: what a row may have changed, if the sync ends before Zendesk says so. */
  unreported(row: Row): WrittenOutcome | undefined {
    return this.#planned?.unreported(row);
  }

  #noteKeyOnly(outcomes: ReadonlyMap<Row, Outcome>): void {
    for (const outcome of outcomes.values()) {
      if (outcome.kind === "written" && outcome.zendeskId !== undefined) this.#keyOnlyIds.add(outcome.zendeskId);
    }
  }

  /** A row that is sent again finds what it created. */
  #withFirstEffect(row: Row, outcome: Outcome): Outcome {
    return outcome.kind === "written" && this.#creationsSentAgain.has(row)
      ? { ...outcome, effect: "created" }
      : outcome;
  }

  /** Gives rows that need not or must not be sent their outcome, and returns the others. */
  async #decide(
    drafts: readonly Draft[],
    context: WriteContext,
    outcomes: Map<Row, Outcome>,
  ): Promise<readonly Draft[]> {
    const refused = await this.#object.quirks?.refuse?.(drafts, context);
    await this.#dryRun?.lookAhead(
      drafts.filter(({ row }) => !refused?.has(row)),
      context,
    );
    const sentTo = new Set<unknown>();
    const { skipUnchanged } = this.#settings;
    const preflightContext = { ...context, object: this.#object, comparison: this.#comparison, skipUnchanged };
    return drafts.filter((draft) => {
      const refusal = refused?.get(draft.row);
      const outcome = refusal ? rejected(refusal) : this.#decideUnsent(draft, sentTo, preflightContext);
      if (outcome) outcomes.set(draft.row, outcome);
      else if (draft.held) sentTo.add(draft.held.id);
      return outcome === undefined;
    });
  }

  /** The outcome of a row that need not or must not be sent now; undefined: send it. */
  #decideUnsent(
    read: Draft,
    sentTo: ReadonlySet<unknown>,
    context: WriteContext & PreflightContext,
  ): Outcome | undefined {
    const draft = this.#dryRun?.imagine(read, context.mode) ?? read;
    if (draft.held && sentTo.has(draft.held.id)) return behindAnother(this.#object);
    const isKnown = draft.held !== undefined && this.#keyOnlyIds.has(draft.held.id);
    const decided = preflight(draft, isKnown ? { ...context, wasSubmitted: () => false } : context);
    return decided ?? this.#dryRun?.predict(draft, context);
  }

  async #send(drafts: readonly Draft[], context: WriteContext, outcomes: Map<Row, Outcome>): Promise<void> {
    if (context.mode === "delete") {
      const submit = (admitted: readonly Draft[]) => this.#submit("delete", admitted, context);
      addAll(outcomes, await deleteRows(this.#object, drafts, context, submit));
      return;
    }
    for (const [action, group] of Map.groupBy(drafts, (draft) => this.#actionOf(draft, context.mode))) {
      addAll(outcomes, await this.#submit(action, group, context));
    }
  }

  /** An upsert by Zendesk's id is an update of what was found. Without a bulk upsert, what the look-up found decides. */
  #actionOf({ held, row }: Draft, mode: WriteMode): Exclude<WriteAction, "delete"> {
    if (mode === "insert") return "create";
    if (mode === "update" || row.key.column === "id") return "update";
    if (this.#object.actions.upsert) return "upsert";
    return held ? "update" : "create";
  }

  async #submit(
    action: WriteAction,
    drafts: readonly Draft[],
    context: WriteContext,
  ): Promise<ReadonlyMap<Row, Outcome>> {
    const { quirks } = this.#object;
    const inBulk = (each: WriteAction, group: readonly Draft[]) => submitInBulk(this.#object, each, group, context);
    const sent = await (quirks?.submit?.(action, drafts, context, inBulk) ?? inBulk(action, drafts));
    const outcomes = new Map<Row, Outcome>();
    for (const { row, outcome } of sent) outcomes.set(row, outcome);
    await this.#failures.explain(outcomes, sent, drafts, context);
    addAll(outcomes, await this.#followUp(sent, context));
    return outcomes;
  }

  /** The outcomes of written rows whose follow-up is not done. */
  async #followUp(sent: readonly SentRow[], context: WriteContext): Promise<ReadonlyMap<Row, Outcome>> {
    const written = sent.filter(hasFollowUp);
    if (written.length === 0) return NO_OUTCOMES;
    const named = written.filter(hasId);
    const results = named.length > 0 ? await this.#object.quirks?.followUp?.(named, context) : undefined;
    const outcomes = new Map<Row, Outcome>();
    for (const sentRow of written) {
      const { outcome, row } = sentRow;
      // Without the id of what was written nothing more can be sent. The row itself is sent again.
      const result = hasId(sentRow) ? results?.get(row) : "unknown";
      if (result === "unknown" && outcome.effect === "created") this.#creationsSentAgain.add(row);
      if (result === "unknown") outcomes.set(row, followUpUnknown(this.#object));
      else if (result) outcomes.set(row, { kind: "rejected", rejection: result, done: outcome });
    }
    return outcomes;
  }
}

const NO_OUTCOMES: ReadonlyMap<Row, Outcome> = new Map();

function addAll(outcomes: Map<Row, Outcome>, more: ReadonlyMap<Row, Outcome>): void {
  for (const [row, outcome] of more) outcomes.set(row, outcome);
}

type WrittenRow = SentRow & { readonly outcome: WrittenOutcome };

function hasFollowUp(sent: SentRow): sent is WrittenRow {
  return sent.outcome.kind === "written" && sent.outcome.effect !== "deleted" && sent.followUp !== undefined;
}

function hasId(sent: WrittenRow): sent is WrittenRow & FollowUpRow {
  return sent.heldId !== undefined;
}
