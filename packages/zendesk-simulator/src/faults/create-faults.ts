import type { Fault } from "../fault.ts";
import { Random } from "../random.ts";
import { checkFaultSetting } from "./check-fault-setting.ts";
import type { FaultKind, FaultTools } from "./fault-kind.ts";
import { faultKinds } from "./fault-kinds.ts";
import type { FaultSetting } from "./fault-setting.ts";
import { Trigger } from "./trigger.ts";

/** The faults that are switched on. Their randomness comes from the seed. Throws for a setting that is not valid. */
export function createFaults(
  settings: readonly FaultSetting[],
  seed: number,
  redirectTarget = "https://elsewhere.example.com",
): readonly Fault[] {
  return settings.map((setting, position) => {
    checkFaultSetting(setting);
    const random = new Random(seed, `fault ${position} ${setting.name}`);
    return switchedFault(setting, { random, redirectTarget });
  });
}

function switchedFault(setting: FaultSetting, tools: FaultTools): Fault {
  const { name } = setting;
  const kind: FaultKind = faultKinds[name];
  const trigger = new Trigger(setting, tools.random);
  switch (kind.hook) {
    case "meanwhile":
      return {
        name,
        meanwhile: (account, request, { nowMs }) => {
          if (kind.concerns?.(request, account, nowMs) === false || !trigger.strikes(request.path, nowMs)) return false;
          kind.strike(account, request, nowMs, tools);
          return true;
        },
      };
    case "before":
      return {
        name,
        before: (request, moment) => {
          if (kind.concerns?.(request) === false || !trigger.strikes(request.path, moment.nowMs)) return undefined;
          return kind.strike(request, moment, tools);
        },
      };
    case "job":
      return {
        name,
        job: (work, { path }, { nowMs }) => {
          if (kind.concerns?.(work) === false || !trigger.strikes(path, nowMs)) return undefined;
          return kind.strike(work, tools);
        },
      };
    case "after":
      return {
        name,
        after: (request, answer, { nowMs }) => {
          if (kind.concerns?.(answer) === false || !trigger.strikes(request.path, nowMs)) return undefined;
          return kind.strike(answer, request, tools);
        },
      };
  }
}
