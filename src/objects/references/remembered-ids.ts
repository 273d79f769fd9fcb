import { OldestKeys } from "../../compact/oldest-keys.ts";
import { type OneOrSeveral, listOf, withAdded } from "../../compact/one-or-several.ts";
import type { ZendeskId } from "../outcome.ts";
import type { Changed } from "../relation.ts";

/** Beyond this many, or this many characters of keys, the oldest are forgotten and looked up again. */
const MAX_REMEMBERED = 50_000;
const MAX_CHARACTERS = 4_000_000;

/** What was forgotten while something was being looked up. */
interface Forgotten {
  readonly identities: Set<string>;
  readonly ids: Set<ZendeskId>;
  isEverything: boolean;
}

/** Ids by the keys that lead to them. Keys that lead to nothing are remembered too. */
export class RememberedIds {
  readonly #ids = new Map<string, ZendeskId | undefined>();
  /** The keys that lead to each id, so that forgetting a batch's ids does not scan all the others. */
  readonly #keysOf: Map<ZendeskId, OneOrSeveral<string>> | undefined;
  readonly #oldest = new OldestKeys(this.#ids);
  readonly #watched = new Set<Forgotten>();
  #characters = 0;

  /** `isNeverForgotten`: `forget` is not called, so the keys of each id, which take as much memory again, are not kept. */
  constructor({ isNeverForgotten = false }: { readonly isNeverForgotten?: boolean } = {}) {
    this.#keysOf = isNeverForgotten ? undefined : new Map();
  }

  readonly #isTooMuch = (): boolean => this.#ids.size > MAX_REMEMBERED || this.#characters > MAX_CHARACTERS;

  has(key: string): boolean {
    return this.#ids.has(key);
  }

  get(key: string): ZendeskId | undefined {
    return this.#ids.get(key);
  }

  /** Notes what is forgotten from now on. */
  watch(): Forgotten {
    const forgotten = { identities: new Set<string>(), ids: new Set<ZendeskId>(), isEverything: false };
    this.#watched.add(forgotten);
    return forgotten;
  }

  unwatch(forgotten: Forgotten): void {
    this.#watched.delete(forgotten);
  }

  /** Leaves out what was forgotten since it was looked up, because it may be out of date. */
  add(found: ReadonlyMap<string, ZendeskId | undefined>, since: Forgotten): void {
    if (since.isEverything) return;
    for (const [key, id] of found) {
      if (since.identities.has(key) || (id !== undefined && since.ids.has(id))) continue;
      this.remember(key, id);
    }
  }

  forget(changed: Changed): void {
    if (!this.#keysOf) throw new Error("forgot ids that must be kept");
    const { identities, ids } = changed;
    for (const key of identities) if (this.#ids.has(key)) this.#delete(key);
    for (const id of ids) for (const key of listOf(this.#keysOf.get(id))) this.#delete(key);
    for (const forgotten of this.#watched) {
      for (const identity of identities) forgotten.identities.add(identity);
      for (const id of ids) forgotten.ids.add(id);
    }
  }

  forgetAll(): void {
    this.#ids.clear();
    this.#keysOf?.clear();
    this.#characters = 0;
    for (const forgotten of this.#watched) forgotten.isEverything = true;
  }

  remember(key: string, id: ZendeskId | undefined): void {
    if (this.#ids.has(key)) this.#unlink(key);
    else this.#characters += key.length;
    this.#ids.set(key, id);
    if (id !== undefined) this.#link(key, id);
    if (this.#isTooMuch()) this.#oldest.forgetWhile(this.#isTooMuch, (oldest) => this.#delete(oldest));
  }

  #delete(key: string): void {
    this.#unlink(key);
    this.#ids.delete(key);
    this.#characters -= key.length;
  }

  #link(key: string, id: ZendeskId): void {
    this.#keysOf?.set(id, withAdded(this.#keysOf.get(id), key));
  }

  #unlink(key: string): void {
    const id = this.#ids.get(key);
    if (id === undefined || !this.#keysOf) return;
    const keys = this.#keysOf.get(id);
    const others = keys === key ? [] : listOf(keys).filter((other) => other !== key);
    if (others.length === 0) this.#keysOf.delete(id);
    else this.#keysOf.set(id, others);
  }
}
