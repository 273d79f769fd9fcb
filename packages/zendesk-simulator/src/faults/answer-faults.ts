import { originOf, type SimulatorAnswer, type SimulatorRequest } from "../wire.ts";
import { htmlAnswer, isJsonAnswer } from "./fault-answer.ts";
import type { FaultKinds } from "./fault-kind.ts";

function redirect(location: string): SimulatorAnswer {
  return { status: 302, headers: { location, "content-type": "text/html; charset=utf-8" }, body: "" };
}

/** Every path of the API exists with `.json` too, so a client that follows gets what it asked for. */
function twinPath({ path }: SimulatorRequest): string {
  const [pathname = "", query] = path.split(/\?(.*)/s, 2);
  const twin = pathname.endsWith(".json") ? pathname.slice(0, -".json".length) : `${pathname}.json`;
  return query === undefined ? twin : `${twin}?${query}`;
}

/** Something answers that is not Zendesk's API. */
export const answerFaults = {
  "cut-json": {
    hook: "after",
    summary: "a complete answer whose JSON ends in the middle",
    concerns: isJsonAnswer,
    strike: (answer) => ({ ...answer, body: answer.body.slice(0, answer.body.length / 2) }),
  },
  "html-page": {
    hook: "before",
    summary: "200 and a web page, as from a proxy; the account never saw the request",
    strike: () => htmlAnswer(200, "Welcome"),
  },
  "html-page-after-work": {
    hook: "after",
    summary: "200 and a web page, and the account has done what was asked",
    strike: () => htmlAnswer(200, "Welcome"),
  },
  "redirect-same-host": {
    hook: "before",
    summary: "302 to the same path with or without .json",
    strike: (request) => redirect(`${originOf(request)}${twinPath(request)}`),
  },
  "redirect-other-host": {
    hook: "before",
    summary: "302 to another host",
    strike: ({ path }, _moment, { redirectTarget }) => redirect(`${redirectTarget}${path}`),
  },
} as const satisfies FaultKinds;
