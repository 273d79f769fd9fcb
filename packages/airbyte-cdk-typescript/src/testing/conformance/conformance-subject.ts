import type { DestinationCall } from "../destination-call.ts";
import { recordLine } from "../input-lines.ts";
import type { DestinationEnd, RunningDestination } from "../running-destination.ts";
import { ConformanceFailure } from "./expectation.ts";

/** A destination to check, and what it needs to be run. */
export interface ConformanceSubject {
  /** `(call) => startDestination(destination, call)` or `(call) => spawnDestination(["node", "dist/main.js"], call)`. */
  readonly start: (call: DestinationCall) => RunningDestination | Promise<RunningDestination>;
  /** A config with which `check` succeeds. */
  readonly config: unknown;
  /** One stream of a configured catalog, without a namespace. */
  readonly stream: { readonly stream: { readonly name: string }; readonly destination_sync_mode: string };
  /** The data of a record that is written. Each index makes a different record. */
  readonly record: (index: number) => Readonly<Record<string, unknown>>;
  /** The data of a record that is rejected while others are written, if the destination rejects any. */
  readonly rejectedRecord?: (index: number) => Readonly<Record<string, unknown>>;
  readonly env?: Readonly<Record<string, string>>;
  /** The longest that one command may take. 60 s by default. */
  readonly longestMs?: number;
}

const LONGEST_MS = 60_000;

/** The subject as one check uses it. */
export class Trial {
  readonly subject: ConformanceSubject;
  readonly #running = new Set<RunningDestination>();
  #records: number;

  /** Records are numbered from `firstRecord`, so that no check writes those of another. */
  constructor(subject: ConformanceSubject, firstRecord: number) {
    this.subject = subject;
    this.#records = firstRecord;
  }

  get descriptor(): { readonly name: string } {
    return { name: this.subject.stream.stream.name };
  }

  /** The line of a record that is written. */
  record(): string {
    return recordLine(this.descriptor, this.subject.record(this.#records++));
  }

  /** The line of a record that is rejected; none if the destination rejects none. */
  rejectedRecords(): readonly string[] {
    const { rejectedRecord } = this.subject;
    return rejectedRecord ? [recordLine(this.descriptor, rejectedRecord(this.#records++))] : [];
  }

  async start(call: DestinationCall): Promise<RunningDestination> {
    const env = { FLUSH_INTERVAL_SECONDS: "1", ...this.subject.env };
    const running = await this.subject.start({ env, ...call });
    const forget = (): unknown => this.#running.delete(running);
    this.#running.add(running);
    void running.ended.then(forget, forget);
    return running;
  }

  /** A check that fails may leave a command running, and a process with a running child does not end. */
  stopAll(): void {
    for (const running of this.#running) running.kill("SIGTERM");
  }

  startWrite(config = this.subject.config): Promise<RunningDestination> {
    return this.start({ command: "write", config, catalog: { streams: [this.subject.stream] } });
  }

  /** A whole `write` of these lines, and of a rest without a newline. */
  async write(lines: readonly string[], rest?: string): Promise<DestinationEnd> {
    const running = await this.startWrite();
    return this.feed(running, lines, rest);
  }

  /** Gives a command its whole input, and waits for its end. */
  feed(running: RunningDestination, lines: readonly string[] = [], rest?: string): Promise<DestinationEnd> {
    const fed = async (): Promise<DestinationEnd> => {
      await running.send(lines);
      running.endInput(rest);
      return running.ended;
    };
    return this.within(fed(), "the command has not ended");
  }

  /** Rejects if the promise takes longer than a command may. */
  async within<Result>(work: Promise<Result>, problem: string): Promise<Result> {
    const ms = this.subject.longestMs ?? LONGEST_MS;
    let timer: NodeJS.Timeout | undefined;
    const overdue = new Promise<never>((_resolve, reject) => {
      timer = setTimeout(() => reject(new ConformanceFailure(`After ${ms / 1000} s ${problem}.`)), ms);
    });
    try {
      return await Promise.race([work, overdue]);
    } finally {
      clearTimeout(timer);
    }
  }
}
