import type { ObjectType } from "../objects/object-type.ts";
import type { Verdict } from "./verdict.ts";
import { type UndoStream, undoCatalog, undoConfig } from "./undo-plan.ts";

/** The records that undo changes, by stream, and how many there are. */
export class UndoRecords {
  readonly #streams = new Map<string, UndoStream & { readonly columns: Set<string> }>();
  updates = 0;
  deletions = 0;
  notes = 0;

  noteLeft(): void {
    this.notes += 1;
  }

  message({ keys, name: object }: ObjectType, { action, data }: NonNullable<Verdict["record"]>): object {
    if (action === "update") this.updates += 1;
    else this.deletions += 1;
    const name = `undo ${action} ${object}`;
    const hasId = keys.some(({ column }) => column === "id");
    const stream = this.#streams.get(name) ?? { name, object, action, hasId, columns: new Set<string>() };
    this.#streams.set(name, stream);
    for (const column of Object.keys(data)) stream.columns.add(column);
    return { type: "RECORD", record: { stream: name, data, emitted_at: Date.now() } };
  }

  config(json: object): object {
    return undoConfig(json, [...this.#streams.values()], this.deletions);
  }

  catalog(): object {
    return undoCatalog([...this.#streams.values()]);
  }
}
