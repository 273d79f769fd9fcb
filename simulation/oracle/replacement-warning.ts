import type { PrintedMessage } from "airbyte-cdk-typescript/testing";
import type { ConnectorScenario } from "../scenario/scenario.ts";
import { Violation } from "./violation.ts";

/** Counts an attempt's warnings that an overwrite or refresh deletes nothing. */
export class ReplacementWarning {
  readonly #isDue: boolean;
  #count = 0;

  constructor({ streams }: ConnectorScenario) {
    this.#isDue = streams.some(({ configured }) => configured.mode === "overwrite" || configured.isRefresh === true);
  }

  note({ log }: PrintedMessage): void {
    if (log?.level === "WARN" && /asks for an overwrite or a refresh of/.test(log.message)) this.#count += 1;
  }

  /** Throws unless a successful sync warned exactly once, for all streams together, if there was a reason. */
  check(): void {
    if (this.#count === (this.#isDue ? 1 : 0)) return;
    const what = `${this.#count} warnings say that an overwrite or a refresh deletes nothing`;
    throw new Violation(
      "reported correctly",
      `${what}, where ${this.#isDue ? "one is due" : "there is no reason for one"}`,
    );
  }
}
