import type { Random } from "../random.ts";
import type { FaultSetting } from "./fault-setting.ts";

/** Decides at which matching moments a fault strikes. */
export class Trigger {
  readonly #setting: FaultSetting;
  readonly #path: RegExp | undefined;
  readonly #random: Random;
  #matched = 0;

  constructor(setting: FaultSetting, random: Random) {
    this.#setting = setting;
    this.#path = setting.path === undefined ? undefined : new RegExp(setting.path);
    this.#random = random;
  }

  /** Call it once at each matching moment: it counts them. */
  strikes(path: string, nowMs: number): boolean {
    const { rate, nth, fromMs = -Infinity, untilMs = Infinity } = this.#setting;
    if (nowMs < fromMs || nowMs >= untilMs || this.#path?.test(path) === false) return false;
    this.#matched += 1;
    return rate === undefined ? nth === undefined || this.#matched === nth : this.#random.next() < rate;
  }
}
