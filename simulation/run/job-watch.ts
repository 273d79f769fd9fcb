import type { ZendeskSimulator } from "zendesk-simulator";
import { lastWriterOf, userOfRow } from "../oracle/held-record.ts";
import type { VirtualClock } from "../world/virtual-clock.ts";
import type { VirtualProcess } from "../world/virtual-process.ts";

type Job = ZendeskSimulator["account"]["jobs"]["inFlight"][number];

/** Follows each job from its acceptance to the moment at which its rows are written. */
export class JobWatch {
  readonly #clock: VirtualClock;
  readonly #simulator: ZendeskSimulator;
  readonly #onApplied: (client: VirtualProcess, serials: readonly number[], job: Job) => void;
  readonly #clients = new Map<string, VirtualProcess>();

  constructor(
    clock: VirtualClock,
    simulator: ZendeskSimulator,
    onApplied: (client: VirtualProcess, serials: readonly number[], job: Job) => void,
  ) {
    this.#clock = clock;
    this.#simulator = simulator;
    this.#onApplied = onApplied;
  }

  get accepted(): number {
    return this.#clients.size;
  }

  /** To be called after each request of a client, which may have started a job. */
  noteRequestOf(client: VirtualProcess): void {
    for (const job of this.#simulator.account.jobs.inFlight) {
      if (this.#clients.has(job.id)) continue;
      this.#clients.set(job.id, client);
      this.#clock.at(job.finishAt, () => this.#finish(job, client));
    }
  }

  /** When the last job that the client left behind is done; undefined when none is open. */
  lastEndOf(client: VirtualProcess): number | undefined {
    const open = this.#simulator.account.jobs.inFlight.filter(({ id }) => this.#clients.get(id) === client);
    return open.length === 0 ? undefined : Math.max(...open.map(({ finishAt }) => finishAt));
  }

  #finish(job: Job, client: VirtualProcess): void {
    const { jobs, users } = this.#simulator.account;
    jobs.advance(this.#clock.now);
    const { results } = job;
    if (!results) {
      this.#clock.at(Math.max(job.finishAt, this.#clock.now + 1), () => this.#finish(job, client));
      return;
    }
    const serials = job.work.rowKeys.flatMap((key, index) => {
      if (results[index]?.["error"] !== undefined) return [];
      const user = userOfRow(key, users);
      return user === undefined ? [] : (lastWriterOf(user) ?? []);
    });
    this.#onApplied(client, serials, job);
  }
}
