import type { Json } from "./json.ts";

/** A request that Zendesk refuses: the status and body it answers with. */
export class Refusal extends Error {
  readonly status: number;
  /** Text is sent as text/plain. */
  readonly body: Json;
  readonly headers: Readonly<Record<string, string>>;

  constructor(status: number, body: Json, headers: Readonly<Record<string, string>> = {}) {
    super(`Zendesk answers ${status}: ${JSON.stringify(body)}`);
    this.name = "Refusal";
    this.status = status;
    this.body = body;
    this.headers = headers;
  }
}

export function badRequest(error: string, description: string): Refusal {
  return new Refusal(400, { error, description });
}

export function forbidden(message: string): Refusal {
  return new Refusal(403, { error: { title: "Forbidden", message } });
}

export function recordNotFound(): Refusal {
  return new Refusal(404, { error: "RecordNotFound", description: "Not found" });
}

/**
 * What Zendesk may know and this simulator does not. It never looks like a real answer: a client would take a 404, or a
 * list that is empty because nothing was understood, for "not found".
 */
export function notSimulated(what: string): Refusal {
  return new Refusal(501, { error: "NotSimulated", description: `zendesk-simulator does not know ${what}` });
}

export function uriTooLong(): Refusal {
  return new Refusal(414, "Request-URI Too Large");
}

/** Bulk requests take 100 records. The name of the parameter really is missing from the text (recorded traffic). */
export function tooManyValues(): Refusal {
  return new Refusal(400, {
    error: "TooManyValues",
    description: "Parameter  cannot specify more than 100 values",
    max_count: 100,
  });
}
