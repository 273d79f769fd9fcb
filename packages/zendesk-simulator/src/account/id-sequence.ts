/**
 * Zendesk's ids are far beyond 32 bits and not consecutive. This exposes clients that keep them in an int, or that take
 * a small id for a row's index.
 */
export class IdSequence {
  #next: number;

  constructor(first: number) {
    this.#next = first;
  }

  take(): number {
    const id = this.#next;
    this.#next += 128;
    return id;
  }
}
