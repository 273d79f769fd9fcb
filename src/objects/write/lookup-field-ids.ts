import type { Draft } from "../object-type.ts";
import type { RequestContext } from "../request-context.ts";
import type { ZendeskId } from "../outcome.ts";
import type { Row } from "../row.ts";
import { type LookupFields, type LookupReference, readLookupReferences } from "../find/lookup-fields.ts";
import { tryRequest } from "./explain/refused-request.ts";

type RowReference = LookupReference & { readonly row: Row };

/** Zendesk shows the id of what a lookup field points to, whatever key the record has there. */
export class LookupFieldIds {
  readonly #lookupFields: LookupFields;
  readonly #ids = new WeakMap<Row, Map<string, ZendeskId>>();

  constructor(lookupFields: LookupFields) {
    this.#lookupFields = lookupFields;
  }

  /** Reads the ids that stand for the drafts' other keys, so that they can be compared with what Zendesk holds. */
  async read(drafts: readonly Draft[], context: RequestContext): Promise<void> {
    const references = drafts.flatMap(({ held, row, values }) =>
      held ? readLookupReferences(values, this.#lookupFields).map((reference) => ({ ...reference, row })) : [],
    );
    const open = references.filter(({ key: { column }, target }) => {
      const isKey = target?.keys.some((key) => key.column === column) === true;
      return isKey && column !== "id";
    });
    for (const group of Map.groupBy(open, ({ target }) => target?.object).values()) await this.#readIds(group, context);
  }

  /** Undefined if the row has no key in the column, or what it refers to was not found. */
  idOf(row: Row, column: string): ZendeskId | undefined {
    return this.#ids.get(row)?.get(column);
  }

  /** What cannot be looked up counts as changed: Zendesk decides. */
  async #readIds(group: readonly RowReference[], context: RequestContext): Promise<void> {
    const keys = group.map(({ key }) => key);
    const looked = await tryRequest(group[0]?.target?.directory.idsOf(keys, context) ?? Promise.resolve([]));
    if ("refused" in looked) return;
    for (const [index, { column, row }] of group.entries()) {
      const id = looked.found[index];
      const own = this.#ids.get(row) ?? new Map<string, ZendeskId>();
      if (id !== undefined) this.#ids.set(row, own.set(column, id));
    }
  }
}
