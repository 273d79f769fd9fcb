import { keyNamed } from "../../keys.ts";
import type { LookupTarget } from "../../object-catalog.ts";
import type { Draft, WriteContext } from "../../object-type.ts";
import { dependencyOn } from "../../references/dependency.ts";
import { type Outcome, type ZendeskId, hasUnexplainedRejection } from "../../outcome.ts";
import type { RequestContext } from "../../request-context.ts";
import type { Row } from "../../row.ts";
import { type LookupFields, type LookupReference, readLookupReferences } from "../../find/lookup-fields.ts";
import { tryRequest } from "./refused-request.ts";
import { referenceNotFound, rejected } from "./rejections.ts";

/** A row's reference in a lookup field that can be looked up. */
interface RowReference extends LookupReference {
  readonly row: Row;
  readonly target: LookupTarget;
}

/**
 * Zendesk itself looks up what a lookup field refers to. If it finds nothing, it refuses the row, in words that depend on the
 * caller's language, so what refused rows refer to is looked up here.
 */
export class LookupFieldFailures {
  readonly #lookupFields: LookupFields;
  /** Rows that were refused although all that they refer to existed afterwards. */
  readonly #hadTargets = new WeakSet<Row>();

  constructor(lookupFields: LookupFields) {
    this.#lookupFields = lookupFields;
  }

  /** Sets the outcomes of rows that were refused for a reason that is unknown so far. */
  async explain(outcomes: Map<Row, Outcome>, drafts: readonly Draft[], context: WriteContext): Promise<void> {
    const refused = new Map([...outcomes].filter(([, outcome]) => hasUnexplainedRejection(outcome)));
    const references = drafts.filter(({ row }) => refused.has(row)).flatMap((draft) => this.#referencesOf(draft));
    if (references.length === 0) return;
    const missing = await missingOf(references, (group) => goneNow(group, context));
    const byRow = Map.groupBy(references, ({ row }) => row);
    const again = this.#rowsToSendAgain(byRow, missing);
    for (const [row, outcome] of refused) {
      const absent = byRow.get(row)?.filter((reference) => missing.has(reference)) ?? [];
      if (again.has(row)) outcomes.set(row, sentAgain(outcome));
      else if (absent.length > 0) outcomes.set(row, missingTarget(absent, outcome));
    }
  }

  /** Rows that Zendesk would refuse if they were sent now, for a dry run. */
  async predict(drafts: readonly Draft[], context: RequestContext): Promise<ReadonlyMap<Row, Outcome>> {
    const references = drafts.flatMap((draft) => this.#referencesOf(draft)).filter(isSurelyChecked);
    const missing = await missingOf(references, (group) => unknownIn(group, context));
    return new Map(
      [...Map.groupBy(missing, ({ row }) => row)].map(([row, absent]) => [row, missingTarget(absent)] as const),
    );
  }

  /**
   * Rows that refer to something written later, perhaps by the same job, which exists now; and rows that refer to one of
   * those rows.
   */
  #rowsToSendAgain(
    byRow: ReadonlyMap<Row, readonly RowReference[]>,
    missing: ReadonlySet<RowReference>,
  ): ReadonlySet<Row> {
    const again = new Set<Row>();
    for (const [row, references] of byRow) {
      const isKeyed = references.some(({ key }) => key.column !== "id");
      if (!isKeyed || references.some((reference) => missing.has(reference)) || this.#hadTargets.has(row)) continue;
      this.#hadTargets.add(row);
      again.add(row);
    }
    // Items that are added to a Set during iteration are visited too.
    for (const awaited of again) {
      for (const [row, references] of byRow) {
        const absent = references.filter((reference) => missing.has(reference));
        const isAwaiting = absent.some((reference) => isMeantBy(reference, awaited));
        if (isAwaiting && absent.every((reference) => isAmong(reference, again))) again.add(row);
      }
    }
    return again;
  }

  #referencesOf({ row, values }: Draft): readonly RowReference[] {
    return readLookupReferences(values, this.#lookupFields).flatMap((reference) => {
      const { key, target } = reference;
      return target?.keys.some(({ column }) => column === key.column) ? [{ ...reference, row, target }] : [];
    });
  }
}

/** Zendesk does not document whether it checks ids that are numbers. Those of custom object records are words. */
function isSurelyChecked({ key: { column, value } }: RowReference): boolean {
  return column !== "id" || !/^\d+$/.test(value);
}

/** Of one key of one target. */
type Group = readonly [RowReference, ...RowReference[]];

/** Without those that cannot be looked up. */
async function missingOf(
  references: readonly RowReference[],
  absentOf: (group: Group) => Promise<readonly RowReference[]>,
): Promise<ReadonlySet<RowReference>> {
  const missing = new Set<RowReference>();
  // An index that lags does not prove that something is missing.
  const listed = references.filter(
    ({ key: { column, value }, target }) => keyNamed(target, column).isSearched?.(value) !== true,
  );
  for (const own of groupsOf(listed)) {
    const looked = await tryRequest(absentOf(own));
    if ("refused" in looked) continue;
    for (const reference of looked.found) missing.add(reference);
  }
  return missing;
}

/** One group for each key of each target: a refused request says nothing about the others. */
function groupsOf(references: readonly RowReference[]): Iterable<Group> {
  const groups = Map.groupBy(references, ({ key, target }) => `${key.column} of ${target.object}`);
  return [...groups.values()].flatMap(([first, ...others]) => (first ? [[first, ...others] as const] : []));
}

function idsOf(group: Group, context: RequestContext): Promise<readonly (ZendeskId | undefined)[]> {
  const keys = group.map(({ key }) => key);
  return group[0].target.directory.idsOf(keys, context);
}

/** What a dry run would have created counts too. */
async function unknownIn(group: Group, context: RequestContext): Promise<readonly RowReference[]> {
  const ids = await idsOf(group, context);
  return group.filter((_reference, index) => ids[index] === undefined);
}

/** What was remembered to exist may be gone by now: Zendesk refused a row that refers to it. */
async function goneNow(group: Group, context: RequestContext): Promise<readonly RowReference[]> {
  const ids = await idsOf(group, context);
  const found = new Set(ids.flatMap((id) => (id === undefined ? [] : [String(id)])));
  const gone = found.size > 0 ? await group[0].target.directory.missingOf([...found], context) : new Set();
  return group.filter((_reference, index) => ids[index] === undefined || gone.has(String(ids[index])));
}

function isMeantBy({ key }: RowReference, { values }: Row): boolean {
  return values[key.column] === key.value;
}

function isAmong(reference: RowReference, rows: ReadonlySet<Row>): boolean {
  return [...rows].some((row) => isMeantBy(reference, row));
}

function sentAgain(outcome: Outcome): Outcome {
  if (outcome.kind !== "rejected") throw new Error("a row that was not refused is sent again");
  const why = "Zendesk refused a record that names others, which exist now";
  return { kind: "undecided", cause: "lost_race", why, rejection: outcome.rejection };
}

function missingTarget(absent: readonly RowReference[], outcome?: Outcome): Outcome {
  const [first] = absent;
  if (!first) throw new Error("the row has everything that it refers to");
  const missing = absent.map(({ key, target }) => dependencyOn([key], target.object, target.keys));
  const rejection = referenceNotFound({ column: first.column, keys: [first.key] }, { missing });
  return rejected({ ...rejection, zendesk: outcome?.kind === "rejected" ? outcome.rejection.zendesk : undefined });
}
