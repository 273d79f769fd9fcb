import type { SimulatorOutcome, ZendeskSimulator } from "zendesk-simulator";
import type { SeededRandom } from "../../testing/input/seeded-random.ts";
import {
  type HttpAnswer,
  type HttpRequest,
  type HttpTransport,
  NetworkError,
} from "../../src/zendesk/http/http-transport.ts";
import type { VirtualClock, VirtualTimer } from "./virtual-clock.ts";
import type { VirtualProcess } from "./virtual-process.ts";

const USUAL_LATENCY_MS = 120;
const LONGEST_LATENCY_MS = 5000;
/** The connector's own timeout for a request. */
const TIMEOUT_MS = 60_000;
/** The limits of the connector and of Node. */
const MAX_ANSWER_BYTES = 16 * 1024 * 1024;
const MAX_HEADER_BYTES = 16 * 1024;

interface Trip {
  readonly client: VirtualProcess;
  readonly request: HttpRequest;
  readonly arrival: VirtualTimer;
}

interface VirtualNetworkOptions {
  readonly clock: VirtualClock;
  readonly random: SeededRandom;
  readonly simulator: ZendeskSimulator;
  readonly onDelivered: (client: VirtualProcess, request: HttpRequest, outcome: SimulatorOutcome) => void;
}

/** The network between connectors and simulator. Each direction takes a while, so requests overtake each other. */
export class VirtualNetwork {
  readonly #options: VirtualNetworkOptions;
  readonly #underWay = new Set<Trip>();

  constructor(options: VirtualNetworkOptions) {
    this.#options = options;
  }

  transportOf(client: VirtualProcess): HttpTransport {
    return (request) =>
      new Promise((resolve, reject) => {
        if (!client.isAlive) return;
        const { clock } = this.#options;
        const trip: Trip = {
          client,
          request,
          arrival: clock.after(this.#latency(), () => {
            this.#underWay.delete(trip);
            const outcome = this.#deliver(trip);
            const settle = settlement(outcome, resolve, reject);
            clock.after(isEndless(outcome) ? TIMEOUT_MS : this.#latency(), settle, client);
          }),
        };
        this.#underWay.add(trip);
      });
  }

  /** A killed process's requests reach Zendesk at this moment or never. */
  abandon(client: VirtualProcess): void {
    for (const trip of this.#underWay) {
      if (trip.client !== client) continue;
      this.#underWay.delete(trip);
      trip.arrival.isCancelled = true;
      if (this.#options.random.happens(0.5)) this.#deliver(trip);
    }
  }

  #deliver({ client, request }: Trip): SimulatorOutcome {
    const { clock, onDelivered, simulator } = this.#options;
    const { method, url, headers, body } = request;
    const { pathname, search } = new URL(url);
    const outcome = simulator.handle({ method, path: pathname + search, headers, body }, clock.now);
    onDelivered(client, request, outcome);
    return outcome;
  }

  #latency(): number {
    const { random } = this.#options;
    return 1 + random.whole(random.happens(0.02) ? LONGEST_LATENCY_MS : USUAL_LATENCY_MS);
  }
}

function isEndless(outcome: SimulatorOutcome): boolean {
  return outcome === "no_answer" || (typeof outcome === "object" && outcome.bytesPerSecond !== undefined);
}

/** The result of an outcome in axios, with this connector's limits. */
function settlement(
  outcome: SimulatorOutcome,
  resolve: (answer: HttpAnswer) => void,
  reject: (error: NetworkError) => void,
): () => void {
  const fail = (code: string) => (): void => reject(new NetworkError(code));
  if (isEndless(outcome)) return fail("ETIMEDOUT");
  if (outcome === "connection_refused") return fail("ECONNREFUSED");
  if (typeof outcome === "string") return fail("ECONNRESET");
  const { status, headers, isCutOff, chunks } = outcome;
  if (isCutOff === true) return fail("ERR_BAD_RESPONSE");
  if (!hasReadableHeaders(outcome)) return fail("HPE_HEADER_OVERFLOW");
  const body = chunks === undefined ? outcome.body : bounded(chunks);
  return body === undefined ? fail("ERR_BAD_RESPONSE") : () => resolve({ status, headers, body });
}

/** Whether the headers are short enough for Node. */
export function hasReadableHeaders({ headers }: Exclude<SimulatorOutcome, string>): boolean {
  return lengthOf(headers) <= MAX_HEADER_BYTES;
}

function lengthOf(headers: Readonly<Record<string, string>>): number {
  let length = 0;
  for (const name in headers) length += name.length + (headers[name]?.length ?? 0);
  return length;
}

/** Undefined for a body that is longer than the connector accepts. */
function bounded(chunks: Iterable<string>): string | undefined {
  let body = "";
  for (const chunk of chunks) {
    body += chunk;
    if (body.length > MAX_ANSWER_BYTES) return undefined;
  }
  return body;
}
