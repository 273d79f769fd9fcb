import { numberText } from "./number-text.ts";
import { type Range, linearScale, logScale } from "./scale.ts";
import { TOP, WIDTH, drawDot, drawLegend, drawLine, drawText, wrapPicture } from "./svg.ts";

const LEFT = 230;
const RIGHT = WIDTH - 30;
const ROW = 24;
const LEGEND = 24;
const OFFSET = 4;

export interface DotPlot {
  readonly title: string;
  readonly unit: string;
  readonly series: readonly string[];
  readonly rows: readonly {
    readonly name: string;
    /** One for each series; undefined if there is none. */
    readonly values: readonly (number | undefined)[];
    readonly goal?: number;
  }[];
  readonly range: Range;
  readonly isLogarithmic?: boolean;
}

/** A row for each thing, with a dot for each series. */
export function drawDotPlot({ isLogarithmic = false, range, rows, series, title, unit }: DotPlot): string {
  const scale = (isLogarithmic ? logScale : linearScale)(range, { from: LEFT, to: RIGHT });
  const top = TOP + LEGEND;
  const bottom = top + rows.length * ROW;
  const parts = [...drawLegend(series, TOP + 8)];
  for (const tick of scale.ticks) {
    parts.push(drawLine("grid", [scale.at(tick), top], [scale.at(tick), bottom]));
    parts.push(drawText(scale.at(tick), bottom + 18, numberText(tick), { anchor: "middle" }));
  }
  for (const [index, { goal, name, values }] of rows.entries()) {
    const y = top + (index + 0.5) * ROW;
    parts.push(drawText(LEFT - 12, y + 4, name, { anchor: "end" }));
    if (goal !== undefined) parts.push(drawLine("goal", [scale.at(goal), y - ROW / 2], [scale.at(goal), y + ROW / 2]));
    for (const [number, value] of values.entries()) {
      // Equal values stay visible.
      const offset = (number - (values.length - 1) / 2) * OFFSET;
      if (value !== undefined) parts.push(drawDot(number, scale.at(value), y + offset));
    }
  }
  const goals = rows.some(({ goal }) => goal !== undefined) ? `${unit}; dashed: goal` : unit;
  parts.push(drawText((LEFT + RIGHT) / 2, bottom + 38, goals, { anchor: "middle" }));
  return wrapPicture(title, bottom + 52, parts);
}
