import { comparedKey, identityOf, keyNamed, onlyFound, referredIdentity, splitIdentity } from "../keys.ts";
import type { Held, Key } from "../object-type.ts";
import type { RequestContext } from "../request-context.ts";
import type { KeyValue } from "../row.ts";
import type { ZendeskId } from "../outcome.ts";
import type { Changed, IdDirectory, Imagined } from "../relation.ts";
import { findWritten } from "./find-written.ts";
import { RememberedIds } from "./remembered-ids.ts";

type Answers = ReadonlyMap<string, ZendeskId | undefined>;

/**
 * The ids of the things of one object, looked up in batches and remembered. A key is asked for once,
 * whichever batches need it, until the sync itself writes something that may have it.
 */
export class CachedDirectory implements IdDirectory {
  readonly #keys: readonly Key[];
  readonly #remembered = new RememberedIds();
  readonly #written = new RememberedIds({ isNeverForgotten: true });
  /** By the keys that are being asked for. */
  readonly #asking = new Map<string, Promise<Answers>>();

  #imagined: (identity: string) => Imagined = () => undefined;

  constructor(keys: readonly Key[]) {
    this.#keys = keys;
  }

  async idsOf(keys: readonly KeyValue[], context: RequestContext): Promise<readonly (ZendeskId | undefined)[]> {
    const textOf = (key: KeyValue): string => this.#textOf(key);
    const open = new Map(keys.map((key) => [textOf(key), key]));
    const answers = new Map<string, ZendeskId | undefined>();
    while (open.size > 0) {
      for (const text of open.keys()) {
        // Copied now, because it may be forgotten while others are looked up.
        if (this.#remembered.has(text)) answers.set(text, this.#remembered.get(text));
        if (answers.has(text)) open.delete(text);
      }
      const own = [...open.values()].filter((key) => !this.#asking.has(textOf(key)));
      if (own.length > 0) {
        for (const [text, id] of await this.#ask(own, context)) answers.set(text, id);
        continue;
      }
      // The look-up of another batch may fail for that batch alone, or its result may be forgotten. Then this batch
      // looks it up.
      await Promise.allSettled([...open.keys()].flatMap((text) => this.#asking.get(text) ?? []));
    }
    return keys.map((key) => this.#withImagined(textOf(key), answers));
  }

  async knownAbsent<K extends KeyValue>(keys: readonly K[]): Promise<ReadonlySet<K>> {
    await Promise.allSettled(keys.flatMap((key) => this.#asking.get(this.#textOf(key)) ?? []));
    const isAbsent = (text: string): boolean => this.#remembered.has(text) && this.#remembered.get(text) === undefined;
    return new Set(keys.filter((key) => isAbsent(this.#textOf(key))));
  }

  async missingOf(ids: readonly string[], context: RequestContext): Promise<ReadonlySet<string>> {
    const found = await keyNamed({ keys: this.#keys }, "id").find(ids, context);
    const missing = new Set(ids.filter((id) => !found.has(id)));
    // Someone else has deleted a thing, so all that was remembered may be out of date.
    if (missing.size > 0) this.forgetAll();
    return missing;
  }

  forget(changed: Changed): void {
    this.#remembered.forget(changed);
  }

  forgetAll(): void {
    this.#remembered.forgetAll();
  }

  noteWritten(identities: readonly string[], id: ZendeskId): void {
    for (const identity of identities) {
      if (isSearchedIdentity(identity, this.#keys)) this.#written.remember(identity, id);
    }
  }

  learn(key: KeyValue, id: ZendeskId): void {
    this.#remembered.remember(this.#textOf(key), id);
  }

  writtenId(identity: string): ZendeskId | undefined {
    return this.#written.get(identity);
  }

  foresee(imagined: (identity: string) => Imagined): void {
    this.#imagined = imagined;
  }

  #withImagined(text: string, answers: Answers): ZendeskId | undefined {
    const imagined = this.#imagined(text);
    return imagined === undefined ? answers.get(text) : (imagined ?? undefined);
  }

  async #ask(keys: readonly KeyValue[], context: RequestContext): Promise<Answers> {
    const asking = this.#lookUp(keys, context);
    for (const key of keys) this.#asking.set(this.#textOf(key), asking);
    try {
      return await asking;
    } finally {
      for (const key of keys) this.#asking.delete(this.#textOf(key));
    }
  }

  async #lookUp(keys: readonly KeyValue[], context: RequestContext): Promise<Answers> {
    const answers = new Map<string, ZendeskId | undefined>();
    const things: Held[] = [];
    const since = this.#remembered.watch();
    try {
      for (const [column, own] of Map.groupBy(keys, (key) => key.column)) {
        const values = own.map(({ value }) => value);
        const found = await keyNamed({ keys: this.#keys }, column).find(values, context);
        for (const key of own) answers.set(this.#textOf(key), onlyFound(found.get(key.value))?.id);
        things.push(...[...found.values()].flatMap((each) => onlyFound(each) ?? []));
        const missed = own.filter(({ value }) => !found.has(value));
        things.push(...(await findWritten({ keys: this.#keys, directory: this }, missed, context)).values());
      }
    } finally {
      this.#remembered.unwatch(since);
    }
    for (const { id, text } of things.flatMap((held) => this.#keysOf(held))) {
      if (answers.get(text) === undefined) answers.set(text, id);
    }
    this.#remembered.add(answers, since);
    return answers;
  }

  /** Whatever key a thing was found by, records may refer to it by another. */
  #keysOf(held: Held): readonly { readonly text: string; readonly id: ZendeskId }[] {
    return this.#keys.flatMap((key) => {
      const value = comparedKey(held[key.column], key);
      return value === undefined ? [] : [{ text: identityOf(key.column, value.trim()), id: held.id }];
    });
  }

  #textOf(key: KeyValue): string {
    return referredIdentity(key, keyNamed({ keys: this.#keys }, key.column));
  }
}

function isSearchedIdentity(identity: string, keys: readonly Key[]): boolean {
  const { column, value } = splitIdentity(identity);
  return keyNamed({ keys }, column).isSearched?.(value) === true;
}
