import type { Host, StopSignal } from "./host.ts";

/** Shells show the death by a signal as exit code 128 plus the signal's number. */
const EXIT_CODES: Readonly<Record<StopSignal, number>> = { SIGINT: 128 + 2, SIGTERM: 128 + 15 };

/**
 * SIGTERM and SIGINT, whichever comes first. They are handled from beginning to end, because process 1 of a container
 * does not end by a signal without a handler.
 */
export class StopSignals {
  readonly #host: Host;
  readonly #stopped = new AbortController();
  readonly #listeners: readonly (readonly [StopSignal, () => void])[];
  #first: StopSignal | undefined;

  constructor(host: Host) {
    this.#host = host;
    this.#listeners = (["SIGTERM", "SIGINT"] as const).map((name) => [name, () => this.#note(name)] as const);
    for (const [name, listener] of this.#listeners) host.on(name, listener);
  }

  /** Aborted by the first of the two. */
  get signal(): AbortSignal {
    return this.#stopped.signal;
  }

  ignore(): void {
    for (const [name, listener] of this.#listeners) this.#host.off(name, listener);
  }

  /** Dies by the signal that came. In process 1 of a container, which no signal ends, returns the exit code instead. */
  die(): number {
    const name = this.#first ?? "SIGTERM";
    this.ignore();
    this.#host.kill(this.#host.pid, name);
    return EXIT_CODES[name];
  }

  #note(name: StopSignal): void {
    this.#first ??= name;
    this.#stopped.abort();
  }
}
