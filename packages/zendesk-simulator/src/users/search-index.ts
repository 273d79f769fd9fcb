import type { StoredUser } from "./stored-user.ts";

/** What `users/search` sees: every user as it was some time ago, deleted ones and old addresses included. */
export class SearchIndex {
  readonly #lagMs: number;
  readonly #users = new Map<number, StoredUser>();
  /** Oldest first. */
  readonly #changes: { readonly at: number; readonly user: StoredUser }[] = [];

  constructor(lagSeconds: number) {
    this.#lagMs = lagSeconds * 1000;
  }

  /** Without a lag nothing is kept here, and the account itself is searched. */
  get isBehind(): boolean {
    return this.#lagMs > 0;
  }

  /** To be called after each change of a user. What a user holds is replaced, never changed, so a shallow copy does. */
  note(user: StoredUser, nowMs: number): void {
    if (this.isBehind) this.#changes.push({ at: nowMs, user: { ...user } });
  }

  at(nowMs: number): readonly StoredUser[] {
    const isNew = ({ at }: { at: number }) => at > nowMs - this.#lagMs;
    const firstNew = this.#changes.findIndex(isNew);
    for (const { user } of this.#changes.splice(0, firstNew === -1 ? Infinity : firstNew)) {
      if (user.active) this.#users.set(user.id, user);
      else this.#users.delete(user.id);
    }
    return [...this.#users.values()];
  }
}
