import { numberText } from "./number-text.ts";
import { linearScale } from "./scale.ts";
import { TOP, WIDTH, drawBar, drawLine, drawText, wrapPicture } from "./svg.ts";

const LEFT = 290;
const RIGHT = WIDTH - 80;
const ROW = 28;
const BAR = 16;

export interface BarChart {
  readonly title: string;
  readonly unit: string;
  readonly bars: readonly {
    readonly name: string;
    readonly value: number;
    /** The value that is aimed at, as a mark across the bar. */
    readonly goal?: number | undefined;
    /** Default: the first one's colour. */
    readonly series?: number;
  }[];
}

/** A bar for each value, with the value beside it. */
export function drawBarChart({ bars, title, unit }: BarChart): string {
  const most = Math.max(...bars.flatMap(({ goal = 0, value }) => [value, goal]));
  const scale = linearScale({ from: 0, to: most }, { from: LEFT, to: RIGHT });
  const bottom = TOP + bars.length * ROW;
  const parts = scale.ticks.flatMap((tick) => [
    drawLine("grid", [scale.at(tick), TOP], [scale.at(tick), bottom]),
    drawText(scale.at(tick), bottom + 18, numberText(tick), { anchor: "middle" }),
  ]);
  for (const [index, { goal, name, series = 0, value }] of bars.entries()) {
    const y = TOP + index * ROW + (ROW - BAR) / 2;
    parts.push(
      drawText(LEFT - 10, y + 12, name, { anchor: "end" }),
      drawBar(series, LEFT, y, scale.at(value) - LEFT, BAR),
    );
    if (goal !== undefined) parts.push(drawLine("goal", [scale.at(goal), y - 5], [scale.at(goal), y + BAR + 5]));
    parts.push(drawText(scale.at(value) + 6, y + 12, numberText(value), { kind: "value" }));
  }
  const goals = bars.some(({ goal }) => goal !== undefined) ? `${unit}; dashed: goal` : unit;
  parts.push(drawText((LEFT + RIGHT) / 2, bottom + 38, goals, { anchor: "middle" }));
  return wrapPicture(title, bottom + 52, parts);
}
