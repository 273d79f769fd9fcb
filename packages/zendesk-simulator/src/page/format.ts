import { html, type Html } from "./html.ts";

export function number(value: number): string {
  return value.toLocaleString("en-US");
}

/** "1 row", "2,000 rows". */
export function counted(value: number, one: string, many = `${one}s`): string {
  return `${number(value)} ${value === 1 ? one : many}`;
}

export function duration(ms: number): string {
  if (ms < 60_000) return `${(ms / 1000).toFixed(1)} s`;
  return `${Math.floor(ms / 60_000)} min ${Math.floor((ms % 60_000) / 1000)} s`;
}

/** The time of day in UTC; the title has the date. */
export function clock(ms: number, nowMs: number): Html {
  const iso = new Date(ms).toISOString();
  const day = iso.slice(0, 10);
  const time = iso.slice(11, 19);
  const isToday = day === new Date(nowMs).toISOString().slice(0, 10);
  return html`<time datetime="${iso}" title="${iso}">${isToday ? time : `${day} ${time.slice(0, 5)}`}</time>`;
}

/** JSON text over several lines; other text as it is. */
export function pretty(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}
