import type { Draft, Key, WriteContext } from "../object-type.ts";
import type { Outcome } from "../outcome.ts";
import type { Row } from "../row.ts";
import { tryRequest } from "./refused-request.ts";
import { isRefused } from "./vanished-relations.ts";

/** The lookup fields of an object. */
export interface Lookups {
  /** What each column points to, as Zendesk says it. */
  readonly columns: ReadonlyMap<string, string>;
  /** The keys of what a lookup field points to; undefined if it cannot be looked up. */
  readonly keysOf: (targetType: string) => readonly Key[] | undefined;
}

/** How a row names something in a lookup field. */
interface Naming {
  readonly row: Row;
  readonly column: string;
  readonly target: string;
  readonly key: string;
  readonly value: string;
}

const KEYED = /^(external_id|name):(.*)$/s;

/**
 * Zendesk itself looks up what a lookup field names. If it finds nothing, it refuses the row, in words that depend on the
 * caller's language, so what refused rows name is looked up here.
 */
export class LookupTargets {
  readonly #lookups: Lookups;
  /** Rows that were refused although all that they name existed afterwards. */
  readonly #hadTargets = new WeakSet<Row>();

  constructor(lookups: Lookups) {
    this.#lookups = lookups;
  }

  /** Sets the outcomes of rows that were refused for a reason that is unknown so far. */
  async explain(outcomes: Map<Row, Outcome>, drafts: readonly Draft[], context: WriteContext): Promise<void> {
    const refused = new Map([...outcomes].filter(([, outcome]) => isRefused(outcome)));
    const namings = drafts.filter(({ row }) => refused.has(row)).flatMap((draft) => this.#namingsOf(draft));
    if (namings.length === 0) return;
    const missing = await this.#missingOf(namings, context);
    const byRow = Map.groupBy(namings, ({ row }) => row);
    const again = this.#rowsToSendAgain(byRow, missing);
    for (const [row, outcome] of refused) {
      const absent = byRow.get(row)?.find((naming) => missing.has(naming));
      if (again.has(row)) outcomes.set(row, sentAgain(outcome));
      else if (absent) outcomes.set(row, missingTarget(absent, outcome));
    }
  }

  /**
   * Rows that name something written later, perhaps by the same job, which exists now; and rows that name one of those
   * rows.
   */
  #rowsToSendAgain(byRow: ReadonlyMap<Row, readonly Naming[]>, missing: ReadonlySet<Naming>): ReadonlySet<Row> {
    const again = new Set<Row>();
    for (const [row, namings] of byRow) {
      const isKeyed = namings.some(({ key }) => key !== "id");
      if (!isKeyed || namings.some((naming) => missing.has(naming)) || this.#hadTargets.has(row)) continue;
      this.#hadTargets.add(row);
      again.add(row);
    }
    // Items that are added to a Set during iteration are visited too.
    for (const awaited of again) {
      for (const [row, namings] of byRow) {
        const absent = namings.filter((naming) => missing.has(naming));
        const isAwaiting = absent.some(({ key, value }) => awaited.values[key] === value);
        if (isAwaiting && absent.every((naming) => isAmong(naming, again))) again.add(row);
      }
    }
    return again;
  }

  #namingsOf({ row, values }: Draft): readonly Naming[] {
    return [...this.#lookups.columns].flatMap(([column, target]) => {
      const written = values[column];
      if (typeof written !== "string") return [];
      const [, key = "id", value = written] = KEYED.exec(written) ?? [];
      return [{ row, column, target, key, value }];
    });
  }

  /** Without those that cannot be looked up. */
  async #missingOf(namings: readonly Naming[], context: WriteContext): Promise<ReadonlySet<Naming>> {
    const missing = new Set<Naming>();
    for (const [, own] of Map.groupBy(namings, ({ key, target }) => `${key} of ${target}`)) {
      const [{ key: column, target } = { key: "", target: "" }] = own;
      const key = this.#lookups.keysOf(target)?.find((each) => each.column === column);
      // An index that lags does not prove that something is missing.
      const listed = own.filter(({ value }) => key?.isSearched?.(value) !== true);
      if (!key || listed.length === 0) continue;
      const values = [...new Set(listed.map(({ value }) => value))];
      const looked = await tryRequest(key.find(values, context));
      if ("refused" in looked) continue;
      for (const naming of listed) if (!looked.found.has(naming.value)) missing.add(naming);
    }
    return missing;
  }
}

function isAmong({ key, value }: Naming, rows: ReadonlySet<Row>): boolean {
  return [...rows].some(({ values }) => values[key] === value);
}

function sentAgain(outcome: Outcome): Outcome {
  if (outcome.kind !== "rejected") throw new Error("a row that was not refused is sent again");
  const why = "Zendesk refused a record that names others, which exist now";
  return { kind: "unknown", cause: "lost_race", why, rejection: outcome.rejection };
}

function missingTarget({ column, key }: Naming, outcome: Outcome): Outcome {
  return {
    kind: "rejected",
    rejection: {
      reason: "not_found",
      field: column,
      message: `Zendesk has nothing with the ${key} that the record has in ${column}. Create it there first, or correct the record.`,
      zendesk: outcome.kind === "rejected" ? outcome.rejection.zendesk : undefined,
    },
  };
}
