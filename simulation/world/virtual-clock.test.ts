import { expect, test } from "vitest";
import { type TimerOwner, VirtualClock } from "./virtual-clock.ts";
import { enterVirtualTime, waitUntilAllHasRun, runningOwner } from "./virtual-globals.ts";

class Mortal implements TimerOwner {
  isAlive = true;

  enter(action: () => void): void {
    runningOwner.run(this, action);
  }
}

/** Runs `work` on virtual time from 0, until nothing more is due. */
async function runOnVirtualTime(work: (clock: VirtualClock) => void): Promise<void> {
  const clock = new VirtualClock(0);
  const leave = enterVirtualTime(clock, () => 0.5);
  try {
    work(clock);
    do await waitUntilAllHasRun();
    while (clock.step());
  } finally {
    leave();
  }
}

test("timers fire in order of time, then of creation", () => {
  const clock = new VirtualClock(1000);
  const acted: string[] = [];
  for (const [index, ms] of [50, 10, 30, 10, 0, 90, 30].entries()) {
    clock.after(ms, () => acted.push(`${clock.now - 1000}:${index}`));
  }
  clock.after(20, () => acted.push("cancelled")).isCancelled = true;
  while (clock.step());
  expect(acted).toEqual(["0:4", "10:1", "10:3", "30:2", "30:6", "50:0", "90:5"]);
});

test("what a timer starts belongs to its owner, and ends when the owner dies", async () => {
  const owner = new Mortal();
  const acted: number[] = [];
  await runOnVirtualTime((clock) => {
    owner.enter(() => {
      void (async () => {
        for (;;) {
          await new Promise((resolve) => {
            setTimeout(resolve, 1000);
          });
          acted.push(Date.now());
        }
      })();
    });
    clock.at(3500, () => {
      owner.isAlive = false;
    });
  });
  expect(acted).toEqual([1000, 2000, 3000]);
});

test("an interval repeats until it is cleared, and a cleared timer never fires", async () => {
  const acted: number[] = [];
  await runOnVirtualTime(() => {
    const interval = setInterval(() => {
      acted.push(Date.now());
      if (acted.length === 3) clearInterval(interval);
    }, 400);
    const never = setTimeout(() => acted.push(-1), 500);
    clearTimeout(never);
  });
  expect(acted).toEqual([400, 800, 1200]);
});

test("a jump of the date moves neither the timers nor the monotonic clock", async () => {
  const acted: number[][] = [];
  await runOnVirtualTime((clock) => {
    setTimeout(() => clock.stepDate(-1_800_000), 100);
    setTimeout(() => acted.push([Date.now(), new Date().getTime(), performance.now(), clock.now]), 300);
  });
  expect(acted).toEqual([[-1_799_700, -1_799_700, 300, 300]]);
});

test("the process gets its own time and random numbers back", async () => {
  const before = Date.now();
  await runOnVirtualTime(() => expect([Date.now(), performance.now(), Math.random()]).toEqual([0, 0, 0.5]));
  expect(Date.now()).toBeGreaterThanOrEqual(before);
});
