import { keyNamed } from "../keys.ts";
import { onlyFound } from "../write/find-rows.ts";
import type { Key, LookUpContext } from "../object-type.ts";
import type { ZendeskId } from "../outcome.ts";

/** How a record names another thing in Zendesk: by exactly one of its keys. */
export interface Reference {
  readonly column: string;
  readonly value: string;
}

/** Answers are kept for a sync; beyond so many, or so many characters of keys, the oldest are asked for again. */
const MAX_REMEMBERED = 20_000;
const MAX_CHARACTERS = 4_000_000;

/**
 * The ids of the things of one object that records name, looked up in batches and remembered. Things that do not exist
 * are remembered too, until the sync itself writes some.
 */
export class References {
  readonly #keys: readonly Key[];
  readonly #ids = new Map<string, ZendeskId | undefined>();
  #characters = 0;
  /** How many times the remembered ids were discarded. */
  #generation = 0;

  constructor(keys: readonly Key[]) {
    this.#keys = keys;
  }

  /** The id for each reference, undefined where there is no such thing. */
  async idsOf(references: readonly Reference[], context: LookUpContext): Promise<readonly (ZendeskId | undefined)[]> {
    const generation = this.#generation;
    const asked = new Map(references.map((reference) => [cacheKey(reference), reference]));
    // Taken now: what is remembered may be forgotten while others are asked for.
    const answers = new Map(
      [...asked.keys()].flatMap((key) => (this.#ids.has(key) ? [[key, this.#ids.get(key)]] : [])),
    );
    const unknown = [...asked].flatMap(([key, reference]) => (answers.has(key) ? [] : [reference]));
    for (const [column, own] of Map.groupBy(unknown, (reference) => reference.column)) {
      const values = own.map(({ value }) => value);
      const found = await keyNamed({ keys: this.#keys }, column).find(values, context);
      for (const reference of own) answers.set(cacheKey(reference), onlyFound(found.get(reference.value))?.id);
    }
    // What was asked for before the sync wrote something may be wrong by now.
    if (generation === this.#generation) {
      for (const reference of unknown) this.#remember(cacheKey(reference), answers.get(cacheKey(reference)));
    }
    return references.map((reference) => answers.get(cacheKey(reference)));
  }

  /** Which of these ids no longer exist, asked for anew. If any is gone, what was remembered may be wrong as a whole. */
  async missingOf(ids: readonly string[], context: LookUpContext): Promise<ReadonlySet<string>> {
    const found = await keyNamed({ keys: this.#keys }, "id").find(ids, context);
    const missing = new Set(ids.filter((id) => !found.has(id)));
    if (missing.size > 0) this.forget();
    return missing;
  }

  /** The sync has written things of this object: whatever was known of keys may be wrong now. */
  forget(): void {
    this.#generation += 1;
    this.#ids.clear();
    this.#characters = 0;
  }

  #remember(key: string, id: ZendeskId | undefined): void {
    if (!this.#ids.has(key)) this.#characters += key.length;
    this.#ids.set(key, id);
    for (const oldest of this.#ids.keys()) {
      if (this.#ids.size <= MAX_REMEMBERED && this.#characters <= MAX_CHARACTERS) return;
      this.#ids.delete(oldest);
      this.#characters -= oldest.length;
    }
  }
}

/** Zendesk compares names and external ids without regard to case and outer blanks. */
function cacheKey({ column, value }: Reference): string {
  return `${column}:${value.trim().toLowerCase()}`;
}
