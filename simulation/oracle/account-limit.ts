import type { SimulatorOutcome } from "zendesk-simulator";
import { Violation } from "./violation.ts";

/** Two connectors that send at the same moment cannot know about each other. */
const REFUSALS_PER_ATTEMPT = 2;
/** They meet again every few minutes as long as they share an account of few requests. */
const REFUSALS_PER_REQUEST = 0.02;

/** Counts the requests that the account refuses because its minute is used up. */
export class AccountLimit {
  #refused = 0;

  note(outcome: SimulatorOutcome): void {
    if (typeof outcome !== "object" || outcome.status !== 429) return;
    // Refusals by faults are JSON, or are about a single user.
    if (outcome.body.startsWith("Number of allowed API requests per minute exceeded")) this.#refused += 1;
  }

  /** Throws if the connectors together exceeded the account's limit by more than chance collisions. */
  check(attempts: number, requests: number): void {
    if (this.#refused <= REFUSALS_PER_ATTEMPT * attempts + REFUSALS_PER_REQUEST * requests) return;
    throw new Violation(
      "share of the limit",
      `the account has refused ${this.#refused} requests of ${attempts} attempts for its limit`,
    );
  }
}
