import { setImmediate as realSetImmediate } from "node:timers";
import { AsyncLocalStorage } from "node:async_hooks";
import type { TimerOwner, VirtualClock, VirtualTimer } from "./virtual-clock.ts";

/** The owner of the running code. Promises pass it on, so that a timer knows who set it. */
export const runningOwner = new AsyncLocalStorage<TimerOwner>();

/** What `setTimeout` returns. The connector only ever clears it. */
class TimerHandle {
  timer: VirtualTimer;

  constructor(timer: VirtualTimer) {
    this.timer = timer;
  }

  ref(): this {
    return this;
  }

  unref(): this {
    return this;
  }

  hasRef(): boolean {
    return true;
  }
}

/**
 * Replaces this thread's `Date`, `performance.now`, timers and `Math.random` by virtual time and seeded chance. Returns
 * a function that restores them.
 */
export function enterVirtualTime(clock: VirtualClock, chance: () => number): () => void {
  const real = { Date, setTimeout, clearTimeout, setInterval, clearInterval };
  const realRandom = Math.random;
  Object.assign(globalThis, { Date: virtualDate(clock, real.Date), ...virtualTimers(clock) });
  performance.now = () => clock.elapsed;
  Math.random = chance;
  return () => {
    Object.assign(globalThis, real);
    // The replacement hides the real one, which is on the prototype.
    Reflect.deleteProperty(performance, "now");
    Math.random = realRandom;
  };
}

/** Resolves when everything that takes no time has run: promises, next ticks, and what they start. */
export function waitUntilAllHasRun(): Promise<void> {
  return new Promise((resolve) => {
    realSetImmediate(resolve);
  });
}

function virtualDate(clock: VirtualClock, RealDate: DateConstructor): DateConstructor {
  return class extends RealDate {
    constructor(...parts: readonly [] | ConstructorParameters<DateConstructor>) {
      if (parts.length === 0) super(clock.date);
      else super(...parts);
    }

    static override now(): number {
      return Math.floor(clock.date);
    }
  } as DateConstructor;
}

function virtualTimers(clock: VirtualClock): object {
  const schedule = (action: () => void, ms: number): VirtualTimer => {
    const owner = runningOwner.getStore();
    const timer = clock.after(Math.max(1, ms || 0), action, owner);
    // A dead process sets no timers.
    if (owner?.isAlive === false) timer.isCancelled = true;
    return timer;
  };
  const clear = (handle: unknown): void => {
    if (handle instanceof TimerHandle) handle.timer.isCancelled = true;
  };
  return {
    setTimeout: (callback: (...given: unknown[]) => void, ms = 1, ...given: unknown[]) =>
      new TimerHandle(schedule(() => callback(...given), ms)),
    setInterval: (callback: (...given: unknown[]) => void, ms = 1, ...given: unknown[]) => {
      const repeat = (): void => {
        handle.timer = schedule(repeat, ms);
        callback(...given);
      };
      const handle = new TimerHandle(schedule(repeat, ms));
      return handle;
    },
    clearTimeout: clear,
    clearInterval: clear,
  };
}
