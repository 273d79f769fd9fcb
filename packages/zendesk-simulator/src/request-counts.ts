/** How often each path was requested, by its template: "GET /api/v2/job_statuses/:job". */
export class RequestCounts {
  #total = 0;
  readonly #counts = new Map<string, number>();

  /** Returns the request's number, from 1. */
  add(name: string): number {
    this.#counts.set(name, (this.#counts.get(name) ?? 0) + 1);
    this.#total += 1;
    return this.#total;
  }

  toJson(): { total: number; requests: Record<string, number> } {
    return { total: this.#total, requests: Object.fromEntries(this.#counts) };
  }
}
