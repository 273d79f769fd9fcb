import type { ConnectorScenario } from "../scenario/scenario.ts";
import { Violation } from "./violation.ts";

const DEFAULT_LIMIT = 1000;

/** Counts whom one sync deletes. */
export class DeletionLimit {
  readonly most: number;
  readonly #deleted = new Set<number>();

  constructor({ settings }: ConnectorScenario) {
    this.most = Number(settings["max_deletions"] ?? DEFAULT_LIMIT);
  }

  /** Throws when it is one more than may be. */
  note(userId: number): void {
    this.#deleted.add(userId);
    if (this.#deleted.size <= this.most) return;
    throw new Violation("deletes within its limit", `${this.#deleted.size} users are deleted, and ${this.most} may be`);
  }
}
