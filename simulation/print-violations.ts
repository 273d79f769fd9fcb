import type { FoundViolation } from "./run/seed-result.ts";
import type { Task } from "./scenario/draw-scenario.ts";

/** Prints what did not hold, and the command that reproduces it. The process must then end with an error. */
export function printViolations(task: Task, violations: readonly FoundViolation[]): void {
  for (const { afterMs, invariant, what } of violations) {
    process.exitCode = 1;
    const when = (afterMs / 1000).toFixed(3);
    process.stdout.write(
      `seed ${task.seed}, after ${when} s: "${invariant}" does not hold: ${what}\n  ${commandFor(task)}\n`,
    );
  }
}

function commandFor(task: Task): string {
  const scenario = task.kind === "fault" ? ` --fault ${task.fault}` : task.kind === "mix" ? " --mix" : "";
  return `npm run simulate -- --seed ${task.seed}${scenario} --shrink`;
}
