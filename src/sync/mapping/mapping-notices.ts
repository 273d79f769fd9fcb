import type { Logger } from "airbyte-cdk-typescript";
import type { StreamPlan } from "./stream-plan.ts";

const MAX_FIELDS = 100;

/** Warnings about the mapping of a stream, each logged once. */
export class MappingNotices {
  readonly #plan: StreamPlan;
  readonly #logger: Logger;
  readonly #dropped = new Set<string>();
  #hasLoggedFallback = false;
  #hasLoggedKey = false;

  constructor(plan: StreamPlan, logger: Logger) {
    this.#plan = plan;
    this.#logger = logger;
  }

  warnOfFallback(column: string): void {
    if (this.#hasLoggedFallback) return;
    this.#hasLoggedFallback = true;
    this.#logger.warn(
      `A record of the stream "${this.#plan.stream.name}" has no ${this.#plan.matchingKey}, which is the stream's matching key. ` +
        `This record and others like it are matched by ${column} instead.`,
    );
  }

  /** `warning` continues a sentence that begins with the stream. */
  warnOfKey(warning: string): void {
    if (this.#hasLoggedKey) return;
    this.#hasLoggedKey = true;
    this.#logger.warn(`The stream "${this.#plan.stream.name}" ${warning}`);
  }

  warnOfDropped(field: string): void {
    if (this.#dropped.has(field) || this.#dropped.size >= MAX_FIELDS) return;
    this.#dropped.add(field);
    this.#logger.warn(
      `A record of the stream "${this.#plan.stream.name}" has an invalid value in ${field}. The value is not written (setting on_invalid_value).`,
    );
  }
}
