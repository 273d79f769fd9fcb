import type { SimulatorOutcome } from "zendesk-simulator";
import type { HttpRequest } from "../../src/zendesk/http/http-transport.ts";
import { serialIn } from "../scenario/draw-people.ts";

/** A record that was sent in a separate request. */
export interface SingleWrite {
  readonly serial: number;
  /** Undefined if the answer does not say. */
  readonly isWritten: boolean | undefined;
}

const SINGLE_PATH = /^\/api\/v2\/users(?:\/create_or_update|\/\d+)?(?:\.json)?$/;

/** The single write in a request; undefined for other requests. */
export function singleWrite({ method, url, body }: HttpRequest, outcome: SimulatorOutcome): SingleWrite | undefined {
  if ((method !== "POST" && method !== "PUT") || !SINGLE_PATH.test(new URL(url).pathname)) return undefined;
  const { user } = JSON.parse(String(body)) as { user?: { notes?: unknown } };
  const serial = serialIn(user?.notes);
  return serial === undefined ? undefined : { serial, isWritten: tellsOf(outcome) };
}

function tellsOf(outcome: SimulatorOutcome): boolean | undefined {
  if (typeof outcome === "string" || outcome.isCutOff === true || outcome.chunks !== undefined) return undefined;
  const isUser = outcome.body.startsWith('{"user":');
  if (outcome.status === 200 || outcome.status === 201) return isUser ? true : undefined;
  return outcome.status >= 500 ? undefined : false;
}
