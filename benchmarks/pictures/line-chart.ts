import { numberText } from "./number-text.ts";
import { type Range, linearScale, logScale } from "./scale.ts";
import { TOP, WIDTH, drawDot, drawLegend, drawLine, drawPath, drawText, wrapPicture } from "./svg.ts";

const LEFT = 64;
const RIGHT = WIDTH - 30;
const HEIGHT = 240;
const LEGEND = 24;

export interface LineChart {
  readonly title: string;
  readonly xUnit: string;
  readonly yUnit: string;
  readonly series: readonly { readonly name: string; readonly points: readonly (readonly [number, number])[] }[];
  /** Logarithmic. */
  readonly x: Range;
  readonly y: Range;
  readonly goal?: number;
}

/** A line with dots for each series. */
export function drawLineChart({ goal, series, title, x, xUnit, y, yUnit }: LineChart): string {
  const top = TOP + LEGEND + 22;
  const bottom = top + HEIGHT;
  const [across, up] = [logScale(x, { from: LEFT, to: RIGHT }), linearScale(y, { from: bottom, to: top })];
  const parts = [
    ...drawLegend(
      series.map(({ name }) => name),
      TOP + 8,
    ),
    drawText(16, top - 12, goal === undefined ? yUnit : `${yUnit}; dashed: goal`),
  ];
  for (const tick of up.ticks) {
    parts.push(drawLine("grid", [LEFT, up.at(tick)], [RIGHT, up.at(tick)]));
    parts.push(drawText(LEFT - 8, up.at(tick) + 4, numberText(tick), { anchor: "end" }));
  }
  for (const tick of across.ticks) {
    parts.push(drawText(across.at(tick), bottom + 18, numberText(tick), { anchor: "middle" }));
  }
  if (goal !== undefined) parts.push(drawLine("goal", [LEFT, up.at(goal)], [RIGHT, up.at(goal)]));
  for (const [number, { points }] of series.entries()) {
    const placed = points.map(([right, high]): [number, number] => [across.at(right), up.at(high)]);
    parts.push(drawPath(number, placed), ...placed.map(([right, high]) => drawDot(number, right, high)));
  }
  parts.push(drawText((LEFT + RIGHT) / 2, bottom + 38, xUnit, { anchor: "middle" }));
  return wrapPicture(title, bottom + 52, parts);
}
