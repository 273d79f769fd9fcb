/**
 * Milliseconds of a clock that only runs forwards. Durations, waits and deadlines are measured by it: the machine's date
 * is stepped by NTP, by virtual machines that wake up and by people, in either direction and by any amount.
 */
export function readClock(): number {
  // Timers count whole milliseconds: a fraction would be waited for with a timer that fires before it is over.
  return Math.floor(performance.now());
}

/** What the machine's date will be when `readClock` reads `clockMs`, unless it is stepped: for people. */
export function dateAt(clockMs: number): Date {
  return new Date(Date.now() + clockMs - readClock());
}
