export const WIDTH = 760;
/** Below the title. */
export const TOP = 44;

/** One colour for each series, in this order. They are told apart with any colour vision, on a light and on a dark surface. */
const LIGHT = ["#2a78d6", "#1baf7a", "#eda100", "#e87ba4"];
const DARK = ["#3987e5", "#199e70", "#c98500", "#d55181"];
export const MAX_SERIES = LIGHT.length;

/** The viewer's setting decides between light and dark, also where the picture is an `<img>`. */
const STYLE = `
  text { font: 12px system-ui, "Segoe UI", "DejaVu Sans", sans-serif; fill: #52514e }
  .title { font-size: 15px; font-weight: 600; fill: #0b0b0b }
  .value { fill: #0b0b0b }
  .surface { fill: #fcfcfb }
  circle { stroke: #fcfcfb }
  .grid { stroke: #e1e0d9 }
  .goal { stroke: #52514e; stroke-width: 1.5; stroke-dasharray: 4 3 }
${seriesStyle(LIGHT)}
  @media (prefers-color-scheme: dark) {
    text { fill: #c3c2b7 }
    .title, .value { fill: #ffffff }
    .surface { fill: #1a1a19 }
    circle { stroke: #1a1a19 }
    .grid { stroke: #383835 }
    .goal { stroke: #c3c2b7 }
${seriesStyle(DARK)}
  }
`;

function seriesStyle(colours: readonly string[]): string {
  return colours
    .map((colour, index) => `  .fill-${index} { fill: ${colour} } .line-${index} { stroke: ${colour}; fill: none }`)
    .join("\n");
}

export type Anchor = "start" | "middle" | "end";

export function drawText(
  x: number,
  y: number,
  content: string,
  { anchor = "start", kind }: { readonly anchor?: Anchor; readonly kind?: "title" | "value" } = {},
): string {
  const attributes = `${kind === undefined ? "" : ` class="${kind}"`}${anchor === "start" ? "" : ` text-anchor="${anchor}"`}`;
  return `<text x="${round(x)}" y="${round(y)}"${attributes}>${escapeText(content)}</text>`;
}

export function drawLine(
  kind: "grid" | "goal",
  from: readonly [number, number],
  to: readonly [number, number],
): string {
  const [[x1, y1], [x2, y2]] = [from, to];
  return `<line class="${kind}" x1="${round(x1)}" y1="${round(y1)}" x2="${round(x2)}" y2="${round(y2)}"/>`;
}

export function drawDot(series: number, x: number, y: number): string {
  return `<circle class="fill-${series}" cx="${round(x)}" cy="${round(y)}" r="4.5"/>`;
}

export function drawBar(series: number, x: number, y: number, width: number, height: number): string {
  return `<rect class="fill-${series}" x="${round(x)}" y="${round(y)}" width="${round(width)}" height="${height}" rx="2"/>`;
}

export function drawPath(series: number, points: readonly (readonly [number, number])[]): string {
  const steps = points.map(([x, y], index) => `${index === 0 ? "M" : "L"}${round(x)} ${round(y)}`);
  return `<path class="line-${series}" stroke-width="2" d="${steps.join("")}"/>`;
}

/** The names of the series beside each other, each with its colour. */
export function drawLegend(names: readonly string[], y: number): readonly string[] {
  const parts: string[] = [];
  let x = 16;
  for (const [series, name] of names.entries()) {
    parts.push(drawDot(series, x + 4, y - 4), drawText(x + 14, y, name));
    x += 34 + name.length * 6.6;
  }
  return parts;
}

/** The whole file. */
export function wrapPicture(title: string, height: number, parts: readonly string[]): string {
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" width="${WIDTH}" height="${height}" role="img">`,
    `<title>${escapeText(title)}</title>`,
    `<style>${STYLE}</style>`,
    `<rect class="surface" width="${WIDTH}" height="${height}" rx="6"/>`,
    drawText(16, 26, title, { kind: "title" }),
    ...parts,
    "</svg>\n",
  ].join("\n");
}

function escapeText(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
