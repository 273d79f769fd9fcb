/** How many of the latest jobs count. Zendesk is slower at some times of the day than at others. */
const REMEMBERED = 16;
/** Until the first job has ended, the next look at one is due when it is this much older than at the last look. */
const UNKNOWN_GROWTH = 1.2;
const FIRST_LOOK_MS = 50;
/** How late a look may be, and how far looks are apart, as a share of what a job takes. */
const TOLERANCE = 0.02;
const STEP = 0.05;
const SHORTEST_STEP_MS = 40;
/** A job whose first look found it ended may have ended this much earlier. A job that is found running shows it. */
const EARLIER = 0.9;
/** If this many jobs in a row had ended at the first look, they may take less. The next one is looked at after this share of the time. */
const MAX_UNSEEN = 4;
const CHECKED = 0.8;

/** The ages between which a job ended: it still ran at the first one, and had ended at the second. */
interface JobEnding {
  readonly ranAt: number;
  readonly endedAt: number;
}

/**
 * How long jobs take here, as far as polls have shown. Jobs that may all have taken the same time are expected to take it
 * again, and each look narrows it down. Otherwise jobs are expected to take what the latest ones took.
 */
export class JobDurations {
  readonly #endings: JobEnding[] = [];
  #oldestRunning = 0;

  /** A job still ran at this age. */
  noteRunning(age: number): void {
    this.#oldestRunning = Math.max(this.#oldestRunning, age);
  }

  /** A job had ended at this age. */
  noteEnded(ending: JobEnding): void {
    this.#endings.push(ending);
    if (this.#endings.length > REMEMBERED) this.#endings.shift();
  }

  /** The least that a job takes, as far as is known: the age of the youngest that had ended, however late others were seen. */
  get shortestMs(): number {
    return this.#endings.length === 0 ? this.#oldestRunning : Math.min(...this.#endings.map(({ endedAt }) => endedAt));
  }

  /** Whether a look has shown recently that jobs take about as long as they seem to. */
  get #isChecked(): boolean {
    const latest = this.#endings.slice(-MAX_UNSEEN);
    return latest.length < MAX_UNSEEN || latest.some(({ endedAt, ranAt }) => ranAt > endedAt * CHECKED * CHECKED);
  }

  /** The age at which the next look at a job is due, if it still ran at the age `ranAt`. */
  nextLook(ranAt: number): number {
    if (this.#endings.length === 0) return Math.max(FIRST_LOOK_MS, this.#oldestRunning, ranAt * UNKNOWN_GROWTH);
    const shortest = this.shortestMs;
    const longestRun = Math.max(...this.#endings.map((ending) => ending.ranAt));
    if (longestRun < shortest) {
      if (!this.#isChecked && ranAt < shortest * CHECKED) return shortest * CHECKED;
      return nextLookBetween(ranAt, Math.max(longestRun, shortest * EARLIER), shortest);
    }
    const from = Math.min(...this.#endings.map((ending) => Math.max(ending.ranAt, ending.endedAt * EARLIER)));
    return ranAt < from ? from : stepAfter(ranAt, (from + longestRun) / 2);
  }
}

/** All jobs may take the same time, which is between these. */
function nextLookBetween(ranAt: number, from: number, to: number): number {
  const least = Math.max(from, ranAt);
  if (least >= to) return stepAfter(ranAt, to);
  return to - least <= to * TOLERANCE + SHORTEST_STEP_MS ? to : (least + to) / 2;
}

/** The longer a job takes beyond what others took, the less its end can be guessed. */
function stepAfter(ranAt: number, usualMs: number): number {
  return ranAt + Math.max(SHORTEST_STEP_MS, usualMs * STEP, (ranAt - usualMs * 2) / 4);
}
