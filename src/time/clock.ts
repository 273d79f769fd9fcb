/**
 * Milliseconds of a clock that only runs forwards. Durations, waits and deadlines are measured by it: the machine's date
 * is stepped by NTP, by virtual machines that wake up and by people, in either direction and by any amount.
 */
export function readClock(): number {
  // Timers count whole milliseconds: a timer for a fraction would fire too early.
  return Math.floor(performance.now());
}

/** The machine's date when `readClock` reads `clockMs`, unless the date jumps. Only for people to read. */
export function dateAt(clockMs: number): Date {
  return new Date(Date.now() + clockMs - readClock());
}
