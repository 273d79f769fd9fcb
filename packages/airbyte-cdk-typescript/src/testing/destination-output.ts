import { StringDecoder } from "node:string_decoder";

import {
  isState,
  type PrintedError,
  type PrintedLog,
  type PrintedMessage,
  type PrintedState,
  type StateCounts,
} from "./printed-message.ts";

/** What a destination has printed on stdout, line by line. */
export class DestinationOutput {
  readonly lines: string[] = [];
  readonly messages: PrintedMessage[] = [];
  /** A line may end, and a character may be split, anywhere in a chunk. */
  readonly #decoder = new StringDecoder("utf8");
  #rest = "";
  #onMessage: () => void = () => {};

  /** Takes what was written to stdout. Throws for a line that is not JSON, because Airbyte would drop it. */
  add(chunk: string | Buffer): void {
    const text = typeof chunk === "string" ? chunk : this.#decoder.write(chunk);
    // Not readline: it also splits at U+2028, which states may contain.
    const parts = (this.#rest + text).split("\n");
    this.#rest = parts.pop() ?? "";
    for (const line of parts) {
      this.messages.push(parseLine(line));
      this.lines.push(line);
    }
    this.#onMessage();
  }

  /** Resolves once `count` messages match. One caller at a time. */
  async seen(matches: (message: PrintedMessage) => boolean, count = 1): Promise<void> {
    while (this.messages.filter(matches).length < count) {
      await new Promise<void>((resolve) => {
        this.#onMessage = resolve;
      });
    }
  }

  get states(): readonly PrintedState[] {
    return this.messages.flatMap(({ state }) => state ?? []);
  }

  /** The lines of the states, byte for byte. */
  get stateLines(): readonly string[] {
    return this.lines.filter((_line, index) => {
      const message = this.messages[index];
      return message !== undefined && isState(message);
    });
  }

  get errors(): readonly PrintedError[] {
    return this.messages.flatMap(({ trace }) => trace?.error ?? []);
  }

  get logs(): readonly PrintedLog[] {
    return this.messages.flatMap(({ log }) => log ?? []);
  }

  get warnings(): readonly string[] {
    return this.logs.flatMap(({ level, message }) => (level === "WARN" ? message : []));
  }

  /** The counts of all states together. */
  get counts(): { readonly written: number; readonly rejected: number } & StateCounts["additionalStats"] {
    const sum = (read: (stats: StateCounts) => number): number =>
      this.states.reduce((total, { destinationStats }) => total + read(destinationStats), 0);
    return {
      written: sum((stats) => stats.recordCount),
      rejected: sum((stats) => stats.rejectedRecordCount),
      created: sum((stats) => stats.additionalStats.created),
      updated: sum((stats) => stats.additionalStats.updated),
      deleted: sum((stats) => stats.additionalStats.deleted),
      unchanged: sum((stats) => stats.additionalStats.unchanged),
      ignored: sum((stats) => stats.additionalStats.ignored),
    };
  }
}

/** Enough to find the statement that printed it. */
const LONGEST_QUOTED = 200;

function parseLine(line: string): PrintedMessage {
  try {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- tests read what they expect, and fail if it is not there
    return JSON.parse(line) as PrintedMessage;
  } catch (cause) {
    const quoted = line.slice(0, LONGEST_QUOTED);
    throw new SyntaxError(`The destination printed a line on stdout that is not JSON: ${quoted}`, { cause });
  }
}
