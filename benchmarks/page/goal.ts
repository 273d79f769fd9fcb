import { table } from "../../testing/documents/sections.ts";

/** One row of the table of goals. */
export interface Goal {
  readonly goal: string;
  readonly measured: string;
  /** How far the worst figure is from the goal: 0.25 is a quarter more than allowed, or less than required. 0 or less: met. */
  readonly missedBy: number;
  /** Both are shown only if the goal is missed. */
  readonly holds: string;
  readonly tried: string;
}

const HEAD = ["Goal", "Measured", "Met", "What holds it", "What was tried"];

export function goalsTable(goals: readonly Goal[]): string {
  const said = new Set<string>();
  return table(
    HEAD,
    goals.map(({ goal, holds, measured, missedBy, tried }) => {
      if (missedBy <= 0) return [goal, measured, "met", "", ""];
      const isSaid = said.has(holds);
      said.add(holds);
      return [goal, measured, missedText(missedBy), ...(isSaid ? ["as above", "as above"] : [holds, tried])];
    }),
  );
}

/** The figure may not be larger. */
export function above(figure: number, goal: number): number {
  return figure / goal - 1;
}

/** The figure may not be smaller. */
export function below(figure: number, goal: number): number {
  return 1 - figure / goal;
}

function missedText(part: number): string {
  if (part > 2) return `missed: ${Math.round(part + 1)} times as much`;
  return `missed by ${(part * 100).toFixed(part < 0.1 ? 1 : 0)} %`;
}
