/** A limit that an endpoint reported longer ago than this no longer counts. */
const FORGOTTEN_MS = 60_000;
const MAX_ENDPOINTS = 100;

/**
 * The account's requests per minute, learned from the answers of its endpoints. Some endpoints have a lower limit of
 * their own, and are known to report it in the account's headers. The highest is the account's.
 */
export class AccountLimit {
  readonly #reported = new Map<string, { readonly limit: number; readonly at: number }>();

  /** Notes the limit in an endpoint's answer, and returns the account's. */
  note(endpoint: string, limit: number, now: number): number {
    // The map is in the order of the answers.
    this.#reported.delete(endpoint);
    this.#reported.set(endpoint, { limit, at: now });
    for (const [known, { at }] of this.#reported) {
      if (now - at < FORGOTTEN_MS && this.#reported.size <= MAX_ENDPOINTS) break;
      this.#reported.delete(known);
    }
    return Math.max(...[...this.#reported.values()].map(({ limit: each }) => each));
  }
}
