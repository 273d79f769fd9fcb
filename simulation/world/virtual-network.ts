import type { SimulatorOutcome, ZendeskSimulator } from "zendesk-simulator";
import type { SeededRandom } from "../../integration_tests/seeded-random.ts";
import {
  type HttpAnswer,
  type HttpRequest,
  type HttpTransport,
  NetworkError,
} from "../../src/zendesk/http-transport.ts";
import type { VirtualClock, VirtualTimer } from "./virtual-clock.ts";
import type { VirtualProcess } from "./virtual-process.ts";

const USUAL_LATENCY_MS = 120;
const LONGEST_LATENCY_MS = 5000;
/** The connector's own time-out of a request. */
const TIMEOUT_MS = 60_000;

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

/** The way from connectors to the simulator and back: each way takes its time, so that requests overtake each other. */
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
            if (outcome === "no_answer") clock.after(TIMEOUT_MS, () => reject(new NetworkError("ETIMEDOUT")), client);
            else clock.after(this.#latency(), () => settle(outcome, resolve, reject), client);
          }),
        };
        this.#underWay.add(trip);
      });
  }

  /** A killed process's requests reach Zendesk at this moment, or never. */
  abandon(client: VirtualProcess): void {
    for (const trip of this.#underWay) {
      if (trip.client !== client) continue;
      this.#underWay.delete(trip);
      trip.arrival.isCancelled = true;
      if (this.#options.random.chance(0.5)) this.#deliver(trip);
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
    return 1 + random.whole(random.chance(0.02) ? LONGEST_LATENCY_MS : USUAL_LATENCY_MS);
  }
}

function settle(
  outcome: Exclude<SimulatorOutcome, "no_answer">,
  resolve: (answer: HttpAnswer) => void,
  reject: (error: NetworkError) => void,
): void {
  if (outcome === "connection_reset") reject(new NetworkError("ECONNRESET"));
  else if (outcome === "connection_refused") reject(new NetworkError("ECONNREFUSED"));
  // What axios says of an answer that breaks off.
  else if (outcome.isCutOff === true) reject(new NetworkError("ERR_BAD_RESPONSE"));
  else resolve({ status: outcome.status, headers: outcome.headers, body: outcome.body });
}
