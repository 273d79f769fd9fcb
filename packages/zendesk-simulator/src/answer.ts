import type { Reply } from "./call.ts";
import { type Json, parseExactly } from "./json.ts";
import { Refusal } from "./refusal.ts";
import type { SimulatorAnswer } from "./wire.ts";

/** Runs a route. A refusal is an answer too. Both get the `headers` that are set by then. */
export function answer(headers: Readonly<Record<string, string>>, route: () => Reply): SimulatorAnswer {
  try {
    const { status = 200, body, chunks, headers: more } = route();
    if (chunks !== undefined) {
      return { status, headers: { ...headers, "content-type": "application/x-ndjson", ...more }, body: "", chunks };
    }
    return text(status, { ...headers, ...more }, "application/json", body === undefined ? "" : JSON.stringify(body));
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const all = { ...headers, ...error.headers };
    if (typeof error.body === "string") return text(error.status, all, "text/plain", error.body);
    return text(error.status, all, "application/json", JSON.stringify(error.body));
  }
}

function text(status: number, headers: Record<string, string>, type: string, body: string): SimulatorAnswer {
  return { status, headers: { ...headers, "content-type": `${type}; charset=utf-8` }, body };
}

/** A request's body as JSON. Throws the 422 for text that is not JSON. */
export function parsedBody(body: Json | undefined): Json | undefined {
  if (typeof body !== "string") return body;
  if (body === "") return undefined;
  try {
    return parseExactly(body);
  } catch {
    throw new Refusal(422, { error: "Unprocessable Entity", message: "Server could not parse JSON" });
  }
}
