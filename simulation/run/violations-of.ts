import { type Task, drawScenario } from "../scenario/draw-scenario.ts";
import { simulate } from "./simulate-seed.ts";

/** What did not hold, with the task that reproduces it. */
export async function violationsOf(tasks: readonly Task[]): Promise<readonly string[]> {
  const found: string[] = [];
  for (const task of tasks) {
    const { violations } = await simulate(drawScenario(task));
    found.push(...violations.map(({ invariant, what }) => `${JSON.stringify(task)}: ${invariant}: ${what}`));
  }
  return found;
}
