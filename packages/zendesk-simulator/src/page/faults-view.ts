import { type FaultName, faultKinds, faultNames } from "../faults/fault-kinds.ts";
import type { FaultSetting } from "../faults/fault-setting.ts";
import { counted, number } from "./format.ts";
import { html, type Html } from "./html.ts";
import type { View, Visit } from "./page-context.ts";
import { badge, panel } from "./parts.ts";

/** How often a fault that is switched on here strikes. */
const HOW_OFTEN: readonly (readonly [value: string, title: string, setting: Omit<FaultSetting, "name">])[] = [
  ["once", "once", { nth: 1 }],
  ["5", "5% of the time", { rate: 0.05 }],
  ["25", "25% of the time", { rate: 0.25 }],
  ["always", "every time", {}],
];

export function faultList({ faults }: Visit, complaint?: string): View {
  const isOn = (name: FaultName) => faults.settings.some((setting) => setting.name === name);
  const on = faultNames.filter(isOn);
  const rows = (names: readonly FaultName[]) => names.map((name) => row(name, faults.settings, faults.active.strikes));
  const list = (names: readonly FaultName[]) =>
    html`<ul class="faults">
      ${rows(names)}
    </ul>`;
  const content = html`<header class="title">
      <h1>Faults</h1>
      <p>
        What goes wrong between a client and the account.
        ${on.length === 0 ? "None is on." : `${counted(on.length, "fault")} on.`}
      </p>
    </header>
    ${complaint !== undefined && html`<p class="complaint" role="alert">${complaint}</p>`}
    ${on.length > 0 && panel("On", list(on))} ${panel("Off", list(faultNames.filter((name) => !isOn(name))))}`;
  return { title: "Faults", section: "/faults", content, ...(complaint === undefined ? {} : { status: 400 }) };
}

function row(name: FaultName, settings: readonly FaultSetting[], strikes: Readonly<Record<string, number>>): Html {
  const own = settings.filter((setting) => setting.name === name);
  const struck = strikes[name] ?? 0;
  return html`<li id="${name}">
    <div>
      <strong>${name}</strong>${struck > 0 && badge("warn", `struck ${number(struck)} ×`)}
      <p>${faultKinds[name].summary}</p>
      ${own.map((setting) => html`<p class="setting">${describe(setting)}</p>`)}
    </div>
    <form method="post" action="/faults">
      <input type="hidden" name="name" value="${name}" />${own.length > 0 ? offButton(name) : onFields(name)}
    </form>
  </li>`;
}

function describe({ rate, nth, path }: FaultSetting): string {
  const often =
    rate === undefined
      ? nth === undefined
        ? "every time"
        : `at matching moment ${nth}`
      : `${number(rate * 100)}% of the time`;
  return path === undefined ? often : `${often}, for paths like ${path}`;
}

function offButton(name: string): Html {
  return html`<button name="switch" value="off" aria-label="Switch ${name} off">Switch off</button>`;
}

function onFields(name: string): Html {
  const options = HOW_OFTEN.map(([value, title]) => html`<option value="${value}">${title}</option>`);
  return html`<select name="often" aria-label="How often ${name} strikes">
      ${options}
    </select>
    <input
      name="path"
      placeholder="any path"
      aria-label="Regular expression for the path"
      size="12"
      spellcheck="false"
    />
    <button class="on" name="switch" value="on" aria-label="Switch ${name} on">Switch on</button>`;
}

/** Switches the fault of a form on or off. Throws an Error that says what is wrong with the form. */
export function applyFaultForm({ faults }: Visit, form: URLSearchParams): void {
  const name = faultNames.find((known) => known === form.get("name"));
  if (name === undefined) throw new Error(`There is no fault "${form.get("name") ?? ""}".`);
  if (form.get("switch") === "off") {
    faults.switchOff(name);
    return;
  }
  const often = HOW_OFTEN.find(([value]) => value === form.get("often"));
  if (often === undefined) throw new Error("Choose how often the fault strikes.");
  const path = form.get("path") ?? "";
  faults.switchOn({ name, ...often[2], ...(path === "" ? {} : { path }) });
}
