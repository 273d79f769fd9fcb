import { keyNamed } from "../keys.ts";
import type { LookupTarget } from "../object-catalog.ts";
import type { Draft, WriteContext } from "../object-type.ts";
import { type Outcome, hasUnexplainedRejection } from "../outcome.ts";
import type { Row } from "../row.ts";
import { type LookupNaming, type LookupFields, lookupNamings } from "./lookup-fields.ts";
import { tryRequest } from "./refused-request.ts";
import { thingNamed } from "./things.ts";

/** How a row names something in a lookup field that can be looked up. */
interface Naming extends LookupNaming {
  readonly row: Row;
  readonly target: LookupTarget;
}

/**
 * Zendesk itself looks up what a lookup field names. If it finds nothing, it refuses the row, in words that depend on the
 * caller's language, so what refused rows name is looked up here.
 */
export class LookupFieldFailures {
  readonly #lookupFields: LookupFields;
  /** Rows that were refused although all that they name existed afterwards. */
  readonly #hadTargets = new WeakSet<Row>();

  constructor(lookupFields: LookupFields) {
    this.#lookupFields = lookupFields;
  }

  /** Sets the outcomes of rows that were refused for a reason that is unknown so far. */
  async explain(outcomes: Map<Row, Outcome>, drafts: readonly Draft[], context: WriteContext): Promise<void> {
    const refused = new Map([...outcomes].filter(([, outcome]) => hasUnexplainedRejection(outcome)));
    const namings = drafts.filter(({ row }) => refused.has(row)).flatMap((draft) => this.#namingsOf(draft));
    if (namings.length === 0) return;
    const missing = await missingOf(namings, context);
    const byRow = Map.groupBy(namings, ({ row }) => row);
    const again = this.#rowsToSendAgain(byRow, missing);
    for (const [row, outcome] of refused) {
      const absent = byRow.get(row)?.filter((naming) => missing.has(naming)) ?? [];
      if (again.has(row)) outcomes.set(row, sentAgain(outcome));
      else if (absent.length > 0) outcomes.set(row, missingTarget(absent, outcome));
    }
  }

  /**
   * Rows that name something written later, perhaps by the same job, which exists now; and rows that name one of those
   * rows.
   */
  #rowsToSendAgain(byRow: ReadonlyMap<Row, readonly Naming[]>, missing: ReadonlySet<Naming>): ReadonlySet<Row> {
    const again = new Set<Row>();
    for (const [row, namings] of byRow) {
      const isKeyed = namings.some(({ reference }) => reference.column !== "id");
      if (!isKeyed || namings.some((naming) => missing.has(naming)) || this.#hadTargets.has(row)) continue;
      this.#hadTargets.add(row);
      again.add(row);
    }
    // Items that are added to a Set during iteration are visited too.
    for (const awaited of again) {
      for (const [row, namings] of byRow) {
        const absent = namings.filter((naming) => missing.has(naming));
        const isAwaiting = absent.some((naming) => isNamedBy(awaited, naming));
        if (isAwaiting && absent.every((naming) => isAmong(naming, again))) again.add(row);
      }
    }
    return again;
  }

  #namingsOf({ row, values }: Draft): readonly Naming[] {
    return lookupNamings(values, this.#lookupFields).flatMap((naming) => {
      const { reference, target } = naming;
      return target?.keys.some(({ column }) => column === reference.column) ? [{ ...naming, row, target }] : [];
    });
  }
}

/** Without those that cannot be looked up. */
async function missingOf(namings: readonly Naming[], context: WriteContext): Promise<ReadonlySet<Naming>> {
  const missing = new Set<Naming>();
  // An index that lags does not prove that something is missing.
  const listed = namings.filter(
    ({ reference: { column, value }, target }) => keyNamed(target, column).isSearched?.(value) !== true,
  );
  for (const own of groupsOf(listed)) {
    const looked = await tryRequest(absentOf(own, context));
    if ("refused" in looked) continue;
    for (const naming of looked.found) missing.add(naming);
  }
  return missing;
}

/** One group for each key of each target: a request that is refused says nothing of the others. */
function groupsOf(namings: readonly Naming[]): Iterable<readonly [Naming, ...Naming[]]> {
  const groups = Map.groupBy(namings, ({ reference, target }) => `${reference.column} of ${target.object}`);
  return [...groups.values()].flatMap(([first, ...others]) => (first ? [[first, ...others] as const] : []));
}

/** What was remembered to exist may be gone by now: Zendesk refused a row that names it. */
async function absentOf(group: readonly [Naming, ...Naming[]], context: WriteContext): Promise<readonly Naming[]> {
  const { references } = group[0].target;
  const ids = await references.idsOf(
    group.map(({ reference }) => reference),
    context,
  );
  const found = new Set(ids.flatMap((id) => (id === undefined ? [] : [String(id)])));
  const gone = found.size > 0 ? await references.missingOf([...found], context) : new Set();
  return group.filter((_naming, index) => ids[index] === undefined || gone.has(String(ids[index])));
}

function isNamedBy({ values }: Row, { reference }: Naming): boolean {
  return values[reference.column] === reference.value;
}

function isAmong(naming: Naming, rows: ReadonlySet<Row>): boolean {
  return [...rows].some((row) => isNamedBy(row, naming));
}

function sentAgain(outcome: Outcome): Outcome {
  if (outcome.kind !== "rejected") throw new Error("a row that was not refused is sent again");
  const why = "Zendesk refused a record that names others, which exist now";
  return { kind: "unknown", cause: "lost_race", why, rejection: outcome.rejection };
}

function missingTarget(absent: readonly Naming[], outcome: Outcome): Outcome {
  const [first] = absent;
  if (!first) throw new Error("a row lacks nothing that it names");
  const { column, reference } = first;
  return {
    kind: "rejected",
    rejection: {
      reason: "not_found",
      field: column,
      message: `Nothing in Zendesk matches the ${reference.column} in the column "${column}". Create it in Zendesk first, or correct the record.`,
      zendesk: outcome.kind === "rejected" ? outcome.rejection.zendesk : undefined,
      missing: absent.map(({ reference: named, target }) => thingNamed([named], target.object, target.keys)),
    },
  };
}
