import type { Fault } from "zendesk-simulator";

/** Sees the requests to an account, and lets tests wait for them. Must be the first of the account's faults. */
export class RequestRecorder implements Fault {
  #waiting: { readonly path: string; readonly resolve: () => void }[] = [];

  /** Resolves at the next request whose path starts with this. */
  next(path = "/"): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#waiting.push({ path, resolve });
    return promise;
  }

  before(request: { readonly path: string }): undefined {
    const met = this.#waiting.filter(({ path }) => request.path.startsWith(path));
    this.#waiting = this.#waiting.filter((waiting) => !met.includes(waiting));
    for (const { resolve } of met) resolve();
  }
}
