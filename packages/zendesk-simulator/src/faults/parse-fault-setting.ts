import { nearest } from "../nearest.ts";
import { checkFaultSetting } from "./check-fault-setting.ts";
import type { FaultName } from "./fault-kinds.ts";
import type { FaultSetting } from "./fault-setting.ts";

const KEYS = ["rate", "nth", "path", "fromMs", "untilMs"] as const;

/** Reads `NAME[,rate=0.05][,nth=3][,path=REGEXP]`. Throws an Error that names the nearest fault or key. */
export function parseFaultSetting(text: string): FaultSetting {
  const [name = "", ...parts] = text.split(/,(?=\w+=)/);
  const given: Record<string, string | number> = {};
  for (const part of parts) {
    const [key = "", value = ""] = part.split(/=(.*)/s, 2);
    if (!KEYS.some((known) => known === key)) {
      throw new Error(`--fault has no "${key}". Did you mean "${nearest(key, KEYS)}"?`);
    }
    given[key] = key === "path" ? value : numberOf(key, value);
  }
  const setting: FaultSetting = { name: name as FaultName, ...given };
  checkFaultSetting(setting);
  return setting;
}

function numberOf(key: string, value: string): number {
  const number = Number(value);
  if (value.trim() !== "" && Number.isFinite(number)) return number;
  throw new Error(`${key} of --fault takes a number, not "${value}"`);
}
