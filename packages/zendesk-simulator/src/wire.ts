import type { Json } from "./json.ts";

export interface SimulatorRequest {
  readonly method: string;
  /** Path and query: `/api/v2/users/show_many?ids=1,2`. */
  readonly path: string;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  /** JSON text, or what it means. */
  readonly body?: Json | undefined;
}

export interface SimulatorAnswer {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** Instead of `body`, for what is too long for one string. */
  readonly chunks?: Iterable<string>;
}

/** No answer: the connection is cut. Only a fault does this. */
export const connectionReset = "connection_reset";

export type SimulatorOutcome = SimulatorAnswer | typeof connectionReset;
