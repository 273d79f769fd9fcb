import type { FaultSetting, ZendeskSimulator } from "zendesk-simulator";
import type { SeededRandom } from "../../testing/input/seeded-random.ts";
import type { VirtualClock } from "../world/virtual-clock.ts";
import type { VirtualNetwork } from "../world/virtual-network.ts";
import type { Tally } from "./tally.ts";

/** What the connections of a run share. */
export interface World {
  readonly clock: VirtualClock;
  readonly random: SeededRandom;
  readonly simulator: ZendeskSimulator;
  readonly network: VirtualNetwork;
  readonly tally: Tally;
  readonly faults: readonly FaultSetting[];
  /** Whether a fault of the run may end syncs until a person fixes it. */
  readonly needsPerson: boolean;
  /** Calls a check that may find a violation, which ends the run. */
  readonly check: (oracle: () => void) => void;
  readonly journal: (event: string) => void;
}
