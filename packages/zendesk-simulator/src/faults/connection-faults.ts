import type { FaultKinds } from "./fault-kind.ts";
import { isJsonAnswer } from "./fault-answer.ts";

/** The connection breaks, or no answer comes. */
export const connectionFaults = {
  "connection-refused": {
    hook: "before",
    summary: "connections are refused for a moment",
    strike: () => "connection_refused",
  },
  "connection-reset": {
    hook: "before",
    summary: "the connection breaks before the account sees the request",
    strike: () => "connection_reset",
  },
  "connection-reset-after-work": {
    hook: "after",
    summary: "the connection breaks after the account has done what was asked",
    strike: () => "connection_reset",
  },
  "no-answer": {
    hook: "before",
    summary: "an answer never comes, and the account never saw the request",
    strike: () => "no_answer",
  },
  "no-answer-after-work": {
    hook: "after",
    summary: "an answer never comes, and the account has done what was asked",
    strike: () => "no_answer",
  },
  "truncated-body": {
    hook: "after",
    summary: "the connection breaks in the middle of the body",
    concerns: isJsonAnswer,
    strike: (answer) => {
      const length = String(Buffer.byteLength(answer.body));
      const body = answer.body.slice(0, answer.body.length / 2);
      return { ...answer, headers: { ...answer.headers, "content-length": length }, body, isCutOff: true };
    },
  },
} as const satisfies FaultKinds;
