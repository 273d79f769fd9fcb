import type { StoredChange } from "../rejects/stored-change.ts";

/** Which things a sync has related to each other: a user whose `organization_ids` it changed, or a membership of two things. */
export class RelatedIds {
  readonly #related = new Map<string, Set<string>>();

  add({ fields, zendeskId }: Pick<StoredChange, "fields" | "zendeskId">): void {
    const targets = [...fields].flatMap(([field, { after }]) =>
      /(?<!external)_ids?$/.test(field) ? [after].flat().map(String) : [],
    );
    for (const target of targets) {
      const own = this.#related.get(target) ?? new Set<string>();
      this.#related.set(target, own);
      for (const other of [String(zendeskId), ...targets]) own.add(other);
    }
  }

  /** Whether a line says that the other thing refers to this one, or that a third thing refers to both. */
  has(id: number | string, other: number | string): boolean {
    return this.#related.get(String(id))?.has(String(other)) === true;
  }
}
