import type { MinuteCount } from "../history/request-log.ts";
import { counted, number } from "./format.ts";
import { html, type Html } from "./html.ts";
import type { Visit } from "./page-context.ts";

const MINUTES_SHOWN = 30;
const MINUTE_MS = 60_000;
const HEIGHT = 96;

export interface RateNow {
  /** In the current minute. */
  readonly requests: number;
  /** 0: unlimited. */
  readonly limit: number;
  /** Since the start. */
  readonly inAll: number;
}

export function rateNow({ account, history, nowMs }: Visit): RateNow {
  const [latest] = history.requests.minutes();
  const isNow = latest?.minute === Math.floor(nowMs / MINUTE_MS);
  return {
    requests: isNow ? latest.requests : 0,
    limit: account.options.requestsPerMinute,
    inAll: history.requests.list()[0]?.number ?? 0,
  };
}

/** One bar a minute, with a line for the limit. */
export function rateChart({ account, history, nowMs }: Visit): Html {
  const limit = account.options.requestsPerMinute;
  const last = Math.floor(nowMs / MINUTE_MS);
  const byMinute = new Map(history.requests.minutes().map((count) => [count.minute, count]));
  const counts = Array.from({ length: MINUTES_SHOWN }, (_, index): MinuteCount => {
    const minute = last - MINUTES_SHOWN + 1 + index;
    return byMinute.get(minute) ?? { minute, requests: 0, refused: 0 };
  });
  const most = Math.max(limit, ...counts.map(({ requests, refused }) => requests + refused), 10);
  const scale = (HEIGHT * 0.92) / most;
  const label = limit === 0 ? "unlimited" : `limit ${number(limit)}`;
  return html`<figure class="chart">
    <svg
      viewBox="0 0 ${MINUTES_SHOWN * 10} ${HEIGHT}"
      preserveAspectRatio="none"
      role="img"
      aria-label="Requests in each of the last ${MINUTES_SHOWN} minutes"
    >
      ${counts.map((count, index) => bar(count, index, scale))}
      ${limit > 0 && html`<line class="limit" x1="0" x2="${MINUTES_SHOWN * 10}" y1="${y(limit * scale)}" y2="${y(limit * scale)}" />`}
      <line class="base" x1="0" x2="${MINUTES_SHOWN * 10}" y1="${HEIGHT}" y2="${HEIGHT}" />
    </svg>
    <figcaption><span>${MINUTES_SHOWN} minutes ago</span><span class="key">${label}</span><span>now</span></figcaption>
  </figure>`;
}

function bar({ minute, requests, refused }: MinuteCount, index: number, scale: number): Html {
  const at = new Date(minute * MINUTE_MS).toISOString().slice(11, 16);
  const title = `${at} UTC: ${counted(requests, "request")}${refused > 0 ? `, ${number(refused)} refused with 429` : ""}`;
  const done = requests * scale;
  const over = refused * scale;
  const x = index * 10 + 1;
  return html`<g
    ><title>${title}</title><rect class="hit" x="${index * 10}" y="0" width="10" height="${HEIGHT}" />
    <rect class="done" x="${x}" y="${y(done)}" width="8" height="${done.toFixed(1)}" />
    <rect class="refused" x="${x}" y="${y(done + over)}" width="8" height="${over.toFixed(1)}"
  /></g>`;
}

function y(height: number): string {
  return (HEIGHT - height).toFixed(1);
}
