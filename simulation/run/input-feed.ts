import { globalState, legacyState, record, streamState } from "../../integration_tests/airbyte-messages.ts";
import type { SeededRandom } from "../../integration_tests/seeded-random.ts";
import type { ConnectorScenario, InputItem } from "../scenario/scenario.ts";
import type { VirtualClock } from "../world/virtual-clock.ts";

/** The source's side of stdin: gives bytes, cut anywhere, when they are asked for, and rests now and then. */
export class InputFeed {
  readonly #bytes: Buffer;
  readonly #connector: ConnectorScenario;
  readonly #clock: VirtualClock;
  readonly #random: SeededRandom;
  #position = 0;
  #isResting = false;
  #isWanted = false;
  #push: (chunk: Buffer | null) => void = () => {};

  constructor(
    input: readonly InputItem[],
    connector: ConnectorScenario,
    { clock, random }: { clock: VirtualClock; random: SeededRandom },
  ) {
    this.#bytes = Buffer.from(input.map((item) => `${lineOf(item, connector)}\n`).join(""));
    this.#connector = connector;
    this.#clock = clock;
    this.#random = random;
  }

  /** Has chunks given to `push`, null at the end. */
  connect(push: (chunk: Buffer | null) => void): void {
    this.#push = push;
  }

  /** The reader takes more. */
  want(): void {
    this.#isWanted = true;
    if (!this.#isResting) this.#give();
  }

  #give(): void {
    this.#isWanted = false;
    const { longestChunk, longestPauseMs, pauses } = this.#connector.feed;
    const chunk = this.#bytes.subarray(this.#position, this.#position + 1 + this.#random.whole(longestChunk));
    this.#position += chunk.length;
    if (chunk.length > 0 && this.#random.chance((pauses * chunk.length) / this.#bytes.length)) {
      this.#isResting = true;
      this.#clock.after(1 + this.#random.whole(longestPauseMs), () => {
        this.#isResting = false;
        if (this.#isWanted) this.#give();
      });
    }
    this.#push(chunk.length > 0 ? chunk : null);
  }
}

function lineOf(item: InputItem, { stateKind, streams }: ConnectorScenario): string {
  if (item.type === "record") return record(item.data, item.stream.configured);
  if (item.stream) return streamState(item.cursor, { name: item.stream.configured.name });
  if (stateKind === "LEGACY") return legacyState(item.cursor);
  return globalState(item.cursor, ...streams.map(({ configured }) => ({ name: configured.name })));
}
