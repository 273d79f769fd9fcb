import type { ConnectorScenario } from "../scenario/scenario.ts";
import { Violation } from "./violation.ts";

const DEFAULT_LIMIT = 1000;

/** Counts what one sync deletes. No two things in Zendesk share an id. */
export class DeletionLimit {
  readonly most: number;
  readonly #deleted = new Set<string>();

  constructor({ settings }: ConnectorScenario) {
    this.most = Number(settings["max_deletions"] ?? DEFAULT_LIMIT);
  }

  /** Throws if it is more than allowed. */
  note(id: string): void {
    this.#deleted.add(id);
    if (this.#deleted.size <= this.most) return;
    throw new Violation(
      "deletes within its limit",
      `${this.#deleted.size} things are deleted, and ${this.most} may be`,
    );
  }
}
