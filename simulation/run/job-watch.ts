import type { EndedJob, FaultName, SimulatorOutcome, ZendeskSimulator } from "zendesk-simulator";
import type { VirtualClock } from "../world/virtual-clock.ts";
import type { VirtualProcess } from "../world/virtual-process.ts";
import { isUnderstood } from "./clear-outcomes.ts";

/** A job of a connector that was applied. */
export interface AppliedJob extends EndedJob {
  readonly client: VirtualProcess;
  /** Whether the client got the answer and is still running to follow the job. */
  readonly isFollowed: boolean;
  /** Whether it reports what happened to each of its rows. */
  readonly isClear: boolean;
}

/** Faults after which a job does not report its written rows, or reports them in the wrong order. */
const UNCLEAR_FATES: readonly FaultName[] = [
  "job-gone-applied",
  "job-failed-half-applied",
  "job-killed-half-applied",
  "job-aborted-half-applied",
  "job-unknown-status",
  "results-null",
  "results-object",
  "results-short",
  "results-reordered-unkeyed",
  "job-id-comma",
];

/** Zendesk answers with 201 when it accepts a job of custom object records. */
const ACCEPTED: ReadonlySet<number> = new Set([200, 201]);

interface WatchedJob {
  readonly client: VirtualProcess;
  readonly wasTold: boolean;
  readonly isClear: boolean;
}

/** Knows the owner of each job, and applies it exactly when it ends, not at the next request. */
export class JobWatch {
  readonly #clock: VirtualClock;
  readonly #onApplied: (job: AppliedJob) => void;
  readonly #watched = new Map<string, WatchedJob>();
  #justAccepted: string | undefined;
  #unclearJobs = 0;

  constructor(clock: VirtualClock, onApplied: (job: AppliedJob) => void) {
    this.#clock = clock;
    this.#onApplied = onApplied;
  }

  get accepted(): number {
    return this.#watched.size;
  }

  /** The simulator has accepted a job from the request that it is answering. */
  noteAccepted(jobId: string): void {
    this.#justAccepted = jobId;
  }

  noteEnded(job: EndedJob): void {
    const watched = this.#watched.get(job.jobId);
    if (!watched) return;
    const { client, isClear, wasTold } = watched;
    this.#onApplied({ ...job, client, isClear, isFollowed: wasTold && client.isAlive });
  }

  /** Must be called after each request of a client, because it may have started a job. */
  noteRequest(client: VirtualProcess, outcome: SimulatorOutcome, simulator: ZendeskSimulator): void {
    const jobId = this.#justAccepted;
    if (jobId === undefined) return;
    this.#justAccepted = undefined;
    const { account } = simulator;
    // The fate of a job is drawn when it is accepted.
    const strikes = simulator.faultStrikes();
    const unclearJobs = UNCLEAR_FATES.reduce((sum, name) => sum + (strikes[name] ?? 0), 0);
    this.#watched.set(jobId, { client, wasTold: tellsOf(outcome, jobId), isClear: unclearJobs === this.#unclearJobs });
    this.#unclearJobs = unclearJobs;
    const finishAt = account.jobs.find(jobId)?.finishAt ?? this.#clock.now;
    this.#clock.at(Math.ceil(finishAt), () => account.jobs.advance(this.#clock.now));
  }
}

function tellsOf(outcome: SimulatorOutcome, jobId: string): boolean {
  if (typeof outcome === "string" || !ACCEPTED.has(outcome.status) || !isUnderstood(outcome)) return false;
  try {
    JSON.parse(outcome.body);
  } catch {
    return false;
  }
  return outcome.body.includes(jobId);
}
