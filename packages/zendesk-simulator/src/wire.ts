import type { Json } from "./json.ts";

export interface SimulatorRequest {
  readonly method: string;
  /** Path and query: `/api/v2/users/show_many?ids=1,2`. */
  readonly path: string;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  /** JSON text, or its parsed value. */
  readonly body?: Json | undefined;
}

/** The scheme and host that the client used. */
export function originOf({ headers }: SimulatorRequest): string {
  return `http://${headers["host"] ?? "simulated.zendesk.com"}`;
}

/** The endpoint by which Zendesk counts calls: "POST /api/v2/users/create_many", also for addresses with `.json`. */
export function endpointOf(method: string, path: string): string {
  const [pathname = ""] = path.split("?", 1);
  return `${method} ${pathname.replace(/\.json$/, "")}`;
}

export interface SimulatorAnswer {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** Instead of `body`, for a body that is too long for one string. A hostile one never ends. */
  readonly chunks?: Iterable<string>;
  /** The connection breaks after `body`, which is shorter than the `content-length` in `headers`. */
  readonly isCutOff?: boolean;
  /** How slowly the body comes; undefined: at once. */
  readonly bytesPerSecond?: number;
}

/**
 * What a client gets instead of an answer: its connection breaks or is refused, or no answer ever comes. Only a fault
 * does this.
 */
export type Disruption = "connection_reset" | "connection_refused" | "no_answer";

export const CONNECTION_RESET = "connection_reset";

export type SimulatorOutcome = SimulatorAnswer | Disruption;
