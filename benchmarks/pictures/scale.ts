/** Places values between two positions of a picture. */
export interface Scale {
  at(value: number): number;
  /** Round values for the axis. */
  readonly ticks: readonly number[];
}

export interface Range {
  readonly from: number;
  readonly to: number;
}

const MAX_TICKS = 6;
const NICE_STEPS = [1, 2, 2.5, 5, 10];

export function linearScale(values: Range, positions: Range): Scale {
  const { from, to } = values;
  const perValue = (positions.to - positions.from) / (to - from);
  const step = stepFor(to - from);
  const count = Math.floor((to - from) / step + 1e-9);
  const first = Math.ceil(from / step - 1e-9);
  return {
    at: (value) => positions.from + (value - from) * perValue,
    ticks: Array.from({ length: count + 1 }, (_, index) => withoutNoise((first + index) * step)),
  };
}

/** For values that differ by orders of magnitude. Each tick is ten times the one before it. */
export function logScale({ from, to }: Range, positions: Range): Scale {
  const perDecade = (positions.to - positions.from) / Math.log10(to / from);
  const [first, last] = [Math.ceil(Math.log10(from) - 1e-9), Math.floor(Math.log10(to) + 1e-9)];
  return {
    at: (value) => positions.from + Math.log10(value / from) * perDecade,
    ticks: Array.from({ length: last - first + 1 }, (_, index) => 10 ** (first + index)),
  };
}

function stepFor(length: number): number {
  const least = length / MAX_TICKS;
  const power = 10 ** Math.floor(Math.log10(least));
  return (NICE_STEPS.find((nice) => nice * power >= least - 1e-12) ?? 10) * power;
}

function withoutNoise(value: number): number {
  return Number(value.toPrecision(12));
}
