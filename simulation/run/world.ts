import type { SimulatorOutcome, ZendeskSimulator } from "zendesk-simulator";
import type { SeededRandom } from "../../integration_tests/seeded-random.ts";
import type { HttpRequest } from "../../src/zendesk/http-transport.ts";
import type { VirtualClock } from "../world/virtual-clock.ts";
import type { VirtualNetwork } from "../world/virtual-network.ts";
import type { JobWatch } from "./job-watch.ts";
import type { Tally } from "./tally.ts";

/** What the connections of a run share. */
export interface World {
  readonly clock: VirtualClock;
  readonly random: SeededRandom;
  readonly simulator: ZendeskSimulator;
  readonly network: VirtualNetwork;
  readonly jobs: JobWatch;
  readonly tally: Tally;
  /** Whether jobs that a dead attempt left behind may run into the next one. */
  readonly ghosts: boolean;
  /** Calls what may find that an invariant does not hold: the run ends with it. */
  readonly check: (oracle: () => void) => void;
  readonly journal: (event: string) => void;
}

export interface Delivery {
  readonly request: HttpRequest;
  readonly outcome: SimulatorOutcome;
}
