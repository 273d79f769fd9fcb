import type { EndedJob, SimulatorOutcome } from "zendesk-simulator";
import { hasReadableHeaders } from "../world/virtual-network.ts";

/** Whether the client knows from the answer what became of its request. */
export function isUnderstood(outcome: SimulatorOutcome): boolean {
  if (typeof outcome === "string" || outcome.status >= 500 || !hasReadableHeaders(outcome)) return false;
  return outcome.status >= 400 || (outcome.body.startsWith("{") && outcome.isCutOff !== true);
}

/** Whether the result of a row says what became of it. A row that lost a race is sent again. */
export function isReported(result: EndedJob["results"][number]): boolean {
  return result !== undefined && !/conflict/i.test(String(result["error"]));
}
