/** Light and dark, as the reader's system has it. Only fonts that are installed. */
export const PAGE_STYLE = `
:root {
  color-scheme: light dark;
  --ground: #f7f7f5; --surface: #ffffff; --sunken: #f1f2ef; --line: #e4e5e1; --strong-line: #d2d4ce;
  --text: #1b1f1d; --soft: #5d6662; --faint: #8a938f;
  --accent: #0b6b5b; --accent-soft: #d9ece7; --pale: #c4d8d2;
  --good: #12704d; --good-soft: #dff1e7; --warn: #8a5300; --warn-soft: #fbecd0; --bad: #b3261e; --bad-soft: #fbe3e0;
  --bad-bar: #d6584f;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ground: #101413; --surface: #171c1a; --sunken: #1e2422; --line: #29302d; --strong-line: #3a4340;
    --text: #e6eae8; --soft: #a3aca8; --faint: #76807c;
    --accent: #63c7b2; --accent-soft: #1c3a34; --pale: #31514a;
    --good: #72d3a4; --good-soft: #17352a; --warn: #edb85e; --warn-soft: #3a2c12; --bad: #ff9a90; --bad-soft: #43201d;
    --bad-bar: #d9635a;
  }
}
* { box-sizing: border-box; }
body {
  margin: 0; display: grid; grid-template-columns: 14.5rem minmax(0, 1fr); min-height: 100vh;
  background: var(--ground); color: var(--text);
  font: 14px/1.5 Inter, ui-sans-serif, system-ui, "Segoe UI", Roboto, "Helvetica Neue", sans-serif;
  font-variant-numeric: tabular-nums; -webkit-font-smoothing: antialiased;
}
a { color: var(--accent); text-decoration: none; }
a:hover { text-decoration: underline; text-underline-offset: 2px; }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; border-radius: 3px; }
code, pre, .method { font: 0.92em/1.5 ui-monospace, "SF Mono", "JetBrains Mono", Menlo, "DejaVu Sans Mono", monospace; }
code { font-size: 0.86em; overflow-wrap: anywhere; }
small { color: var(--faint); font-size: 12px; }
.none { color: var(--faint); }
.failed { color: var(--bad); }

aside { position: sticky; top: 0; height: 100vh; overflow: auto; padding: 22px 14px; border-right: 1px solid var(--line); background: var(--surface); }
.brand { display: flex; align-items: center; gap: 10px; padding: 0 10px 20px; color: var(--text); font-weight: 650; letter-spacing: -0.01em; }
.brand:hover { text-decoration: none; }
.brand svg { width: 18px; height: 18px; fill: var(--accent); flex: none; }
nav h2 { margin: 20px 10px 6px; color: var(--faint); font-size: 11.5px; font-weight: 600; letter-spacing: 0.02em; }
nav ul { list-style: none; margin: 0; padding: 0; }
nav a { display: flex; justify-content: space-between; gap: 12px; padding: 5px 10px; border-radius: 6px; color: var(--text); }
nav a:hover { background: var(--sunken); text-decoration: none; }
nav a[aria-current] { background: var(--accent-soft); color: var(--accent); font-weight: 600; }
nav .count { color: var(--faint); font-weight: 400; }
nav a[aria-current] .count { color: inherit; }

main { padding: 30px 36px 60px; max-width: 84rem; width: 100%; }
.title { margin-bottom: 22px; }
h1 { margin: 0; font-size: 24px; line-height: 1.25; font-weight: 650; letter-spacing: -0.02em; overflow-wrap: anywhere; }
h1 .badge { vertical-align: 4px; letter-spacing: 0; }
.title p { margin: 5px 0 0; color: var(--soft); }
.gone .title::after { content: "The simulator has ended. What you see is its last state."; display: block; margin-top: 8px; color: var(--warn); }

.figures { display: grid; grid-template-columns: repeat(auto-fit, minmax(10.5rem, 1fr)); gap: 1px; margin: 0 0 20px; background: var(--line); border: 1px solid var(--line); border-radius: 10px; overflow: hidden; }
.figures div { padding: 14px 18px 15px; background: var(--surface); }
.figures dt { color: var(--soft); font-size: 12.5px; }
.figures dd { margin: 3px 0 0; color: var(--soft); }
.figures strong { color: var(--text); font-size: 24px; line-height: 1.3; font-weight: 600; letter-spacing: -0.02em; }
.figures dd > span { display: block; font-size: 12.5px; overflow-wrap: anywhere; }
.meter { display: block; width: 100%; height: 4px; margin: 3px 0 5px; border-radius: 2px; overflow: hidden; fill: var(--sunken); }
.meter .used { fill: var(--accent); }
.meter .full { fill: var(--bad-bar); }

.columns { display: grid; grid-template-columns: repeat(2, minmax(0, 1fr)); column-gap: 20px; align-items: start; }
.columns.even { align-items: stretch; }
.columns.even .panel { display: flex; flex-direction: column; }
.panel { margin-bottom: 20px; background: var(--surface); border: 1px solid var(--line); border-radius: 10px; overflow: hidden; }
.panel > header { display: flex; align-items: center; justify-content: space-between; gap: 16px; min-height: 46px; padding: 8px 18px; border-bottom: 1px solid var(--line); }
.panel > header > a { font-size: 13px; }
.panel h2 { margin: 0; font-size: 14px; font-weight: 600; }
.empty { padding: 34px 20px 36px; text-align: center; }
.empty p { margin: 0; }
.empty p + p { margin-top: 3px; color: var(--soft); }

.scroll { overflow-x: auto; }
table { width: 100%; border-collapse: collapse; }
th { padding: 8px 10px; color: var(--soft); font-size: 12.5px; font-weight: 500; text-align: left; white-space: nowrap; border-bottom: 1px solid var(--line); }
td { padding: 8px 10px; vertical-align: top; border-bottom: 1px solid var(--line); }
tr:last-child > td { border-bottom: 0; }
th:first-child, td:first-child { padding-left: 18px; }
th:last-child, td:last-child { padding-right: 18px; }
.figure { text-align: right; white-space: nowrap; }
.time { white-space: nowrap; color: var(--soft); }
.what { min-width: 9rem; }
.what small { display: block; line-height: 1.35; }
.what .badge { margin-left: 4px; }
.by { color: var(--soft); max-width: 16rem; overflow-wrap: anywhere; }
.path { overflow-wrap: anywhere; }
.path a { color: var(--text); }
.method { color: var(--soft); font-weight: 600; }
.badge { display: inline-block; padding: 0 7px; border-radius: 5px; font-size: 12px; line-height: 20px; font-weight: 500; white-space: nowrap; }
.badge.good { background: var(--good-soft); color: var(--good); }
.badge.calm { background: var(--sunken); color: var(--soft); }
.badge.warn { background: var(--warn-soft); color: var(--warn); }
.badge.bad { background: var(--bad-soft); color: var(--bad); }
.chips { display: inline-flex; flex-wrap: wrap; gap: 4px; vertical-align: top; }
.chip { padding: 0 6px; border-radius: 5px; background: var(--sunken); font-size: 12.5px; line-height: 20px; overflow-wrap: anywhere; }
.diff { list-style: none; margin: 0; padding: 0; }
.diff li { overflow-wrap: anywhere; }
.diff code { margin-right: 6px; }
.diff del { color: var(--faint); text-decoration-color: var(--strong-line); }
.diff ins { text-decoration: none; }
.arrow { margin: 0 6px; color: var(--faint); }
.history { list-style: none; margin: 0; padding: 0; }
.history > li { padding: 12px 18px; border-bottom: 1px solid var(--line); }
.history > li:last-child { border-bottom: 0; }
.history p { margin: 0 0 6px; }
.history time { margin: 0 4px; color: var(--soft); }
.pager { display: flex; justify-content: flex-end; gap: 16px; margin: 0; padding: 10px 18px; color: var(--soft); border-top: 1px solid var(--line); }

.chart { display: flex; flex-direction: column; flex: 1; margin: 0; padding: 16px 18px 12px; }
.chart svg { display: block; width: 100%; height: 120px; flex: 1 0 120px; overflow: visible; }
.chart .hit { fill: transparent; }
.chart g:hover .hit { fill: var(--sunken); }
.chart .done { fill: var(--accent); }
.chart .refused { fill: var(--bad-bar); }
.chart line { vector-effect: non-scaling-stroke; stroke: var(--strong-line); }
.chart .limit { stroke: var(--bad-bar); stroke-dasharray: 4 4; }
figcaption { display: flex; justify-content: space-between; margin-top: 8px; color: var(--faint); font-size: 12px; }
figcaption .key::before { content: ""; display: inline-block; width: 18px; margin-right: 7px; vertical-align: 4px; border-top: 1px dashed var(--bad-bar); }

.timeline { list-style: none; margin: 0; padding: 10px 18px 2px; }
.timeline li, .axis { display: grid; grid-template-columns: minmax(0, 1fr) minmax(0, 1fr) 4.6rem; gap: 14px; align-items: center; padding: 4px 0; }
.timeline .name { overflow: hidden; white-space: nowrap; text-overflow: ellipsis; color: var(--text); line-height: 1.3; }
.timeline small { display: block; }
.timeline svg { display: block; width: 100%; height: 10px; border-radius: 3px; overflow: hidden; }
.timeline .track { fill: var(--sunken); }
.timeline .queued { fill: var(--pale); }
.timeline .work { fill: var(--accent); }
.timeline .some-failed { fill: var(--bad-bar); }
.timeline .length { text-align: right; color: var(--soft); font-size: 13px; }
.axis { margin: 2px 18px 12px; color: var(--faint); font-size: 12px; }
.axis span { grid-column: 2; display: flex; justify-content: space-between; }

.fields { margin: 0; padding: 6px 0; }
.fields > div { display: grid; grid-template-columns: minmax(8rem, 44%) minmax(0, 1fr); gap: 14px; padding: 4px 18px; }
.fields dt, .diff code { color: var(--soft); font: 12px/21px ui-monospace, "SF Mono", "JetBrains Mono", Menlo, "DejaVu Sans Mono", monospace; overflow-wrap: anywhere; }
.fields dd { margin: 0; overflow-wrap: anywhere; }
summary { cursor: pointer; color: var(--accent); }
.unset { border-top: 1px solid var(--line); }
.unset summary { padding: 10px 18px; }
.pairs { display: grid; grid-template-columns: max-content minmax(0, 1fr); gap: 2px 18px; margin: 0; padding: 12px 18px; border-bottom: 1px solid var(--line); font-size: 13px; }
.pairs dt { color: var(--soft); }
.pairs dd { margin: 0; overflow-wrap: anywhere; }
.panel > pre, .panel > .none { margin: 0; padding: 14px 18px; max-height: 34rem; overflow: auto; white-space: pre-wrap; overflow-wrap: anywhere; }
td pre { margin: 6px 0 0; white-space: pre-wrap; overflow-wrap: anywhere; }

input, select, button { font: inherit; color: inherit; height: 32px; padding: 0 10px; border: 1px solid var(--strong-line); border-radius: 6px; background: var(--surface); }
input::placeholder { color: var(--faint); }
button { cursor: pointer; font-weight: 500; white-space: nowrap; }
button:hover { background: var(--sunken); }
.search { display: flex; gap: 8px; }
.search input { width: 16rem; min-width: 0; flex: 1; }
.faults { list-style: none; margin: 0; padding: 0; }
.faults li { display: flex; justify-content: space-between; align-items: center; gap: 24px; padding: 10px 18px; border-bottom: 1px solid var(--line); }
.faults li:last-child { border-bottom: 0; }
.faults strong { font-weight: 600; margin-right: 8px; }
.faults p { margin: 0; color: var(--soft); max-width: 44rem; }
.faults .setting { color: var(--warn); }
.faults form { display: flex; gap: 8px; flex: none; }
.complaint { padding: 10px 18px; border-radius: 8px; background: var(--bad-soft); color: var(--bad); }

@media (max-width: 64rem) {
  .columns { grid-template-columns: minmax(0, 1fr); }
}
@media (max-width: 48rem) {
  body { display: block; }
  aside { position: static; height: auto; border-right: 0; border-bottom: 1px solid var(--line); }
  main { padding: 20px 16px 40px; }
  .faults li { flex-direction: column; align-items: flex-start; gap: 8px; }
  .faults form { flex-wrap: wrap; }
  .panel > header { flex-wrap: wrap; }
  .timeline li, .axis { grid-template-columns: minmax(0, 1fr) 4.6rem; }
  .timeline svg { grid-column: 1 / -1; grid-row: 2; }
  .axis span { grid-column: 1 / -1; }
}
@media (prefers-reduced-motion: no-preference) {
  nav a, button { transition: background-color 0.12s; }
}
`;
