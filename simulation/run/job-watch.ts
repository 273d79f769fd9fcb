import type { EndedJob, SimulatorOutcome, ZendeskSimulator } from "zendesk-simulator";
import type { VirtualClock } from "../world/virtual-clock.ts";
import type { VirtualProcess } from "../world/virtual-process.ts";

/** A job of a connector that was applied. */
export interface AppliedJob extends EndedJob {
  readonly client: VirtualProcess;
  /** Whether the client was told of it, and lived to follow it. */
  readonly isFollowed: boolean;
}

interface WatchedJob {
  readonly client: VirtualProcess;
  readonly wasTold: boolean;
}

/** Knows whose each job is, and has it applied at its very end, not at the next request. */
export class JobWatch {
  readonly #clock: VirtualClock;
  readonly #onApplied: (job: AppliedJob) => void;
  readonly #watched = new Map<string, WatchedJob>();
  #justAccepted: string | undefined;

  constructor(clock: VirtualClock, onApplied: (job: AppliedJob) => void) {
    this.#clock = clock;
    this.#onApplied = onApplied;
  }

  get accepted(): number {
    return this.#watched.size;
  }

  /** The simulator has taken a job, for the request that it is answering. */
  noteAccepted(jobId: string): void {
    this.#justAccepted = jobId;
  }

  noteEnded(job: EndedJob): void {
    const watched = this.#watched.get(job.jobId);
    if (!watched) return;
    this.#onApplied({ ...job, client: watched.client, isFollowed: watched.wasTold && watched.client.isAlive });
  }

  /** To be called after each request of a client, which may have started a job. */
  noteRequest(client: VirtualProcess, outcome: SimulatorOutcome, { account }: ZendeskSimulator): void {
    const jobId = this.#justAccepted;
    if (jobId === undefined) return;
    this.#justAccepted = undefined;
    this.#watched.set(jobId, { client, wasTold: tellsOf(outcome, jobId) });
    const finishAt = account.jobs.find(jobId)?.finishAt ?? this.#clock.now;
    this.#clock.at(Math.ceil(finishAt), () => account.jobs.advance(this.#clock.now));
  }
}

function tellsOf(outcome: SimulatorOutcome, jobId: string): boolean {
  if (typeof outcome === "string" || outcome.status !== 200 || outcome.isCutOff === true) return false;
  try {
    JSON.parse(outcome.body);
  } catch {
    return false;
  }
  return outcome.body.includes(jobId);
}
