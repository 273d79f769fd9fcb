import type { SimulatorOutcome } from "zendesk-simulator";
import { Violation } from "./violation.ts";

/** Two connectors that ask at the same moment cannot know of each other. */
const REFUSALS_PER_ATTEMPT = 2;

/** Counts what the account refuses because its minute is used up. */
export class AccountLimit {
  #refused = 0;

  note(outcome: SimulatorOutcome): void {
    if (typeof outcome !== "object" || outcome.status !== 429) return;
    // Refusals that are faults come as JSON, or speak of a single user.
    if (outcome.body.startsWith("Number of allowed API requests per minute exceeded")) this.#refused += 1;
  }

  /** Throws when the connectors together asked for more than the account gives, not just by meeting each other. */
  check(attempts: number): void {
    if (this.#refused <= REFUSALS_PER_ATTEMPT * attempts) return;
    throw new Violation(
      "share of the limit",
      `the account has refused ${this.#refused} requests of ${attempts} attempts for its limit`,
    );
  }
}
