const MINUTE_MS = 60_000;
/** Whatever is expected, the next poll comes after this time. */
const LONGEST_MS = 15_000;
/** While nothing waits for an end, polls are this many times as far apart as jobs take, and at least this far. */
const UNHURRIED = 4;
const UNHURRIED_MS = 500;
/** Ends that are this close to each other, as a share of what a job takes, are looked for in one poll. */
const TOGETHER = 0.05;
/** Or in the time in which this many requests are allowed, because fewer polls leave more requests to writes. */
const REQUESTS_TOGETHER = 2;

/** When a look at a job is worth a poll, and the age that the job then has. */
export interface Look {
  readonly at: number;
  readonly age: number;
}

/** What speaks for and against a poll. */
interface Demand {
  /** When a job's end begins to matter, because nothing more can be sent without it. */
  readonly awaitedFrom: number;
  /** Each poll would delay one of them. */
  readonly areWritesWaiting: boolean;
  /** The least that a job takes, as far as is known. */
  readonly shortestMs: number;
  /** Requests that are allowed. */
  readonly perMinute: number;
}

/** Decides when the next poll is due, so that ends are noticed early where something waits for them. */
export class PollSchedule {
  #polledAt = -Infinity;
  /** How long Zendesk takes to answer a poll. */
  #answersInMs = 0;

  /** The first job is followed, or the first one after a pause. */
  noteBegun(now: number): void {
    this.#polledAt = now;
  }

  noteAnswered(sentAt: number, now: number): void {
    const tookMs = now - sentAt;
    // A poll may have waited for its turn, so short times are closer to the truth.
    this.#answersInMs +=
      (tookMs - this.#answersInMs) * (tookMs < this.#answersInMs || this.#answersInMs === 0 ? 1 : 0.1);
    this.#polledAt = now;
  }

  /** When to ask. Until an end matters, one poll shows all that have ended meanwhile. */
  dueAt(looks: readonly Look[], { areWritesWaiting, awaitedFrom, perMinute, shortestMs }: Demand): number {
    const latest = this.#polledAt + LONGEST_MS;
    if (areWritesWaiting) return latest;
    const lookAt = lookTogether(looks, perMinute);
    const unhurriedAt = Math.max(lookAt, this.#polledAt + Math.max(UNHURRIED_MS, UNHURRIED * shortestMs));
    const awaitedAt = Math.max(lookAt, awaitedFrom) - this.#answersInMs;
    return Math.min(awaitedAt, unhurriedAt, latest);
  }
}

/** The last of the looks that are due at about the same time as the first. */
function lookTogether(looks: readonly Look[], perMinute: number): number {
  const [first, ...others] = looks.toSorted((a, b) => a.at - b.at);
  if (!first) return Infinity;
  const windowMs = Math.max(first.age * TOGETHER, (REQUESTS_TOGETHER * MINUTE_MS) / perMinute);
  return others.findLast(({ at }) => at <= first.at + windowMs)?.at ?? first.at;
}
