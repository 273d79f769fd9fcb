import type { Call, Reply } from "../call.ts";
import { badRequest } from "../refusal.ts";

const KEPT_MS = 2 * 60 * 60 * 1000;
const LONGEST_KEY = 255;

interface Answered {
  readonly body: string;
  readonly reply: Reply;
  readonly expiresAt: number;
}

/** Answers of requests with an Idempotency-Key, which Zendesk keeps for two hours. */
export class IdempotencyKeys {
  readonly #answered = new Map<string, Answered>();

  /** The first answer to a request with this key; a failed one is not kept. Throws the 400 for another body. */
  answerOnce(call: Call, answer: () => Reply): Reply {
    const key = call.headers["idempotency-key"];
    if (key === undefined) return answer();
    if (key.length > LONGEST_KEY) throw badRequest("InvalidIdempotencyKey", "Idempotency-Key is too long");
    const body = JSON.stringify(call.body) ?? "";
    const answered = this.#answered.get(key);
    if (answered !== undefined && call.nowMs < answered.expiresAt) {
      if (answered.body === body) return withLookup(answered.reply, "hit");
      throw badRequest("IdempotentRequestError", "The idempotency key was used with other parameters");
    }
    const reply = answer();
    this.#answered.set(key, { body, reply, expiresAt: call.nowMs + KEPT_MS });
    return withLookup(reply, "miss");
  }
}

function withLookup(reply: Reply, lookup: "hit" | "miss"): Reply {
  return { ...reply, headers: { ...reply.headers, "x-idempotency-lookup": lookup } };
}
