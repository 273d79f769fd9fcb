import type { Draft } from "../object-type.ts";
import type { RequestContext } from "../request-context.ts";
import type { ZendeskId } from "../outcome.ts";
import type { Row } from "../row.ts";
import { type LookupNaming, type LookupFields, lookupNamings } from "./lookup-fields.ts";
import { tryRequest } from "./refused-request.ts";

type Naming = LookupNaming & { readonly row: Row };

/** Zendesk shows the id of what a lookup field points to, whatever key the record names it by. */
export class LookupFieldIds {
  readonly #lookupFields: LookupFields;
  readonly #ids = new WeakMap<Row, Map<string, ZendeskId>>();

  constructor(lookupFields: LookupFields) {
    this.#lookupFields = lookupFields;
  }

  /** Reads the ids of what the drafts name by other keys, so that they can be compared with what Zendesk holds. */
  async read(drafts: readonly Draft[], context: RequestContext): Promise<void> {
    const namings = drafts.flatMap(({ held, row, values }) =>
      held ? lookupNamings(values, this.#lookupFields).map((naming) => ({ ...naming, row })) : [],
    );
    const open = namings.filter(({ reference: { column }, target }) => {
      const isKey = target?.keys.some((key) => key.column === column) === true;
      return isKey && column !== "id";
    });
    for (const group of Map.groupBy(open, ({ target }) => target?.object).values()) await this.#readIds(group, context);
  }

  /** Undefined if the row names nothing in the column by a key, or what it names was not found. */
  idOf(row: Row, column: string): ZendeskId | undefined {
    return this.#ids.get(row)?.get(column);
  }

  /** What cannot be looked up counts as changed: Zendesk decides. */
  async #readIds(group: readonly Naming[], context: RequestContext): Promise<void> {
    const references = group.map(({ reference }) => reference);
    const looked = await tryRequest(group[0]?.target?.references.idsOf(references, context) ?? Promise.resolve([]));
    if ("refused" in looked) return;
    for (const [index, { column, row }] of group.entries()) {
      const id = looked.found[index];
      const own = this.#ids.get(row) ?? new Map<string, ZendeskId>();
      if (id !== undefined) this.#ids.set(row, own.set(column, id));
    }
  }
}
