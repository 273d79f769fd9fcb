import type { SeededRandom } from "../../testing/input/seeded-random.ts";
import { pick } from "./pick.ts";
import type { OthersAction, OthersChange } from "./scenario.ts";

/** Share of the changes that concern what the request before them names. */
const NAMED_RATE = 0.8;
const ACTIONS: readonly OthersAction[] = ["create", "create", "update", "update", "replace_key", "merge", "delete"];

/** Draws what other people do to users and organizations of the account while connectors write. */
export function drawOthers(records: number, random: SeededRandom): readonly OthersChange[] {
  const count = 1 + random.whole(Math.ceil(records / 10));
  return Array.from({ length: count }, () => ({
    afterRequests: 1 + random.whole(5 + Math.ceil(records / 10)),
    action: pick(ACTIONS, random),
    isNamed: random.happens(NAMED_RATE),
    share: random.next(),
  }));
}
