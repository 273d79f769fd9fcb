import { nearest } from "../nearest.ts";
import { faultNames } from "./fault-kinds.ts";
import type { FaultSetting } from "./fault-setting.ts";

/** Throws an Error that says what is wrong with a setting. Settings may come from code that no compiler has checked. */
export function checkFaultSetting({ name, rate, nth, path }: FaultSetting): void {
  if (!faultNames.includes(name)) {
    throw new Error(`There is no fault "${name}". Did you mean "${nearest(name, faultNames)}"?`);
  }
  if (rate !== undefined && !(rate >= 0 && rate <= 1)) {
    throw new Error(`The rate of ${name} must be from 0 to 1, not ${rate}`);
  }
  if (nth !== undefined && !(Number.isInteger(nth) && nth >= 1)) {
    throw new Error(`nth of ${name} must be a whole number from 1, not ${nth}`);
  }
  if (rate !== undefined && nth !== undefined) throw new Error(`${name} takes a rate or nth, not both`);
  if (path !== undefined) {
    try {
      RegExp(path);
    } catch (error) {
      throw new Error(`The path of ${name} is not a valid regular expression: ${path}`, { cause: error });
    }
  }
}
