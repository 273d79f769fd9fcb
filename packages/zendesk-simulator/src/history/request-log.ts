import type { Json } from "../json.ts";
import type { SimulatorOutcome, SimulatorRequest } from "../wire.ts";
import { Recent } from "./recent.ts";

const REQUESTS_KEPT = 500;
const MINUTES_KEPT = 60;
/** In characters of a body. */
const LONGEST_BODY = 20_000;
const MINUTE_MS = 60_000;

export interface LoggedRequest {
  readonly number: number;
  readonly at: number;
  readonly method: string;
  readonly path: string;
  /** A status, or how the connection ended instead. */
  readonly outcome: string;
  /** Names of the faults that struck. */
  readonly faults: readonly string[];
  readonly body: string;
  readonly answer: string;
  readonly headers: Readonly<Record<string, string>>;
}

export interface MinuteCount {
  readonly minute: number;
  /** Those that count against the account's limit. */
  readonly requests: number;
  readonly refused: number;
}

/** The last requests, and how many there were in each of the last minutes. */
export class RequestLog {
  readonly #requests = new Recent<LoggedRequest>(REQUESTS_KEPT);
  readonly #minutes = new Recent<{ minute: number; requests: number; refused: number }>(MINUTES_KEPT);
  #current: { minute: number; requests: number; refused: number } | undefined;

  add(
    number: number,
    nowMs: number,
    { method, path, body }: SimulatorRequest,
    outcome: SimulatorOutcome,
    faults: readonly string[],
  ): void {
    const isDisruption = typeof outcome === "string";
    this.#count(nowMs, path, isDisruption ? 0 : outcome.status);
    this.#requests.add({
      number,
      at: nowMs,
      method,
      path,
      faults,
      outcome: isDisruption ? outcome : String(outcome.status),
      body: shortened(body),
      answer: isDisruption ? "" : shortened(outcome.body),
      headers: isDisruption ? {} : outcome.headers,
    });
  }

  /** Newest first. */
  list(): readonly LoggedRequest[] {
    return this.#requests.list();
  }

  /** Newest first; only minutes with requests. */
  minutes(): readonly MinuteCount[] {
    return this.#minutes.list();
  }

  /** Only the API has a limit, and a request beyond it does not count. */
  #count(nowMs: number, path: string, status: number): void {
    if (!path.startsWith("/api/")) return;
    const minute = Math.floor(nowMs / MINUTE_MS);
    if (this.#current?.minute !== minute) {
      this.#current = { minute, requests: 0, refused: 0 };
      this.#minutes.add(this.#current);
    }
    if (status === 429) this.#current.refused += 1;
    else this.#current.requests += 1;
  }
}

function shortened(body: Json | undefined): string {
  const text = typeof body === "string" ? body : body === undefined ? "" : JSON.stringify(body);
  return text.length > LONGEST_BODY ? `${text.slice(0, LONGEST_BODY)} …` : text;
}
