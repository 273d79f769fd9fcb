/** The owner of timers. When it dies, none of them fires any more. */
export interface TimerOwner {
  readonly isAlive: boolean;
  /** Calls `action` as part of the owner, so that what it starts belongs to the owner too. */
  enter(action: () => void): void;
}

export interface VirtualTimer {
  readonly time: number;
  readonly sequence: number;
  readonly action: () => void;
  readonly owner: TimerOwner | undefined;
  isCancelled: boolean;
}

/** Time that passes only from one timer to the next: a binary heap, in order of time, then of creation. */
export class VirtualClock {
  readonly #startAt: number;
  #now: number;
  #dateOffset = 0;
  #sequence = 0;
  readonly #heap: VirtualTimer[] = [];

  constructor(startAt: number) {
    this.#startAt = startAt;
    this.#now = startAt;
  }

  /** The world's time, which never jumps. */
  get now(): number {
    return this.#now;
  }

  /** Since the start: what a monotonic clock of the connector's machine reads. */
  get elapsed(): number {
    return this.#now - this.#startAt;
  }

  /** The date on the connector's machine. */
  get date(): number {
    return this.#now + this.#dateOffset;
  }

  /** Makes the date jump, as NTP or a person may. No timer and no other clock notices. */
  stepDate(ms: number): void {
    this.#dateOffset += ms;
  }

  /** Schedules `action` at `time`, unless its owner is dead by then. A time in the past counts as now. */
  at(time: number, action: () => void, owner?: TimerOwner): VirtualTimer {
    const timer = { time: Math.max(time, this.#now), sequence: this.#sequence++, action, owner, isCancelled: false };
    this.#rise(timer);
    return timer;
  }

  after(ms: number, action: () => void, owner?: TimerOwner): VirtualTimer {
    return this.at(this.#now + ms, action, owner);
  }

  /** Moves the clock to the next timer and fires it; false if there is none. */
  step(): boolean {
    for (;;) {
      const timer = this.#pop();
      if (timer === undefined) return false;
      const { action, owner } = timer;
      if (timer.isCancelled || owner?.isAlive === false) continue;
      this.#now = timer.time;
      if (owner) owner.enter(action);
      else action();
      return true;
    }
  }

  #rise(timer: VirtualTimer): void {
    const heap = this.#heap;
    let index = heap.length;
    heap.push(timer);
    while (index > 0) {
      const above = (index - 1) >> 1;
      const parent = heap[above];
      if (parent === undefined || isEarlier(parent, timer)) break;
      heap[index] = parent;
      index = above;
    }
    heap[index] = timer;
  }

  #pop(): VirtualTimer | undefined {
    const heap = this.#heap;
    const [first] = heap;
    const last = heap.pop();
    if (first === undefined || last === undefined || heap.length === 0) return first;
    let index = 0;
    for (;;) {
      const left = 2 * index + 1;
      const right = left + 1;
      let below = heap[left];
      let at = left;
      const other = heap[right];
      if (below && other && isEarlier(other, below)) {
        below = other;
        at = right;
      }
      if (below === undefined || isEarlier(last, below)) break;
      heap[index] = below;
      index = at;
    }
    heap[index] = last;
    return first;
  }
}

function isEarlier(a: VirtualTimer, b: VirtualTimer): boolean {
  return a.time < b.time || (a.time === b.time && a.sequence < b.sequence);
}
