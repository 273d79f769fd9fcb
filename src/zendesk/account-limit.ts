/** An endpoint that has not told its limit for so long tells nothing of the account's any more. */
const FORGOTTEN_MS = 60_000;
const MOST_ENDPOINTS = 100;

/**
 * The account's requests per minute, from what its endpoints' answers tell. Some endpoints have a lower limit of their
 * own, and have been seen to tell that one in the account's headers: the highest is the account's.
 */
export class AccountLimit {
  readonly #told = new Map<string, { readonly limit: number; readonly at: number }>();

  /** Takes what an endpoint's answer tells, and gives the account's limit. */
  note(endpoint: string, limit: number, now: number): number {
    // The map is in the order of the answers.
    this.#told.delete(endpoint);
    this.#told.set(endpoint, { limit, at: now });
    for (const [known, { at }] of this.#told) {
      if (now - at < FORGOTTEN_MS && this.#told.size <= MOST_ENDPOINTS) break;
      this.#told.delete(known);
    }
    return Math.max(...[...this.#told.values()].map((told) => told.limit));
  }
}
