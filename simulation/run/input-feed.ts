import type { SeededRandom } from "../../testing/input/seeded-random.ts";
import type { ConnectorScenario, InputItem } from "../scenario/scenario.ts";
import type { VirtualClock } from "../world/virtual-clock.ts";
import { recordLine } from "./record-line.ts";

interface InputFeedOptions {
  readonly clock: VirtualClock;
  readonly random: SeededRandom;
  /** The position of the line that ends in the middle. Nothing after it counts as sent. */
  readonly cutAt: number | undefined;
  /** Called with each piece of input whose last byte has been sent. */
  readonly onGiven: (item: InputItem) => void;
  /** Called at the end of each pause. */
  readonly onRested: () => void;
}

/** The source's side of stdin: sends bytes on demand, split anywhere, and pauses now and then. */
export class InputFeed {
  readonly #input: readonly InputItem[];
  readonly #lines: readonly Buffer[];
  readonly #bytes: Buffer;
  readonly #connector: ConnectorScenario;
  readonly #options: InputFeedOptions;
  #position = 0;
  #itemsGiven = 0;
  #itemEnd = 0;
  #isResting = false;
  #isWanted = false;
  #push: (chunk: Buffer | null) => void = () => {};

  constructor(input: readonly InputItem[], connector: ConnectorScenario, options: InputFeedOptions) {
    this.#input = input;
    this.#lines = input.map((item, place) =>
      Buffer.from(`${place === options.cutAt ? cutOff(lineOf(item)) : lineOf(item)}\n`),
    );
    this.#bytes = Buffer.concat(this.#lines);
    this.#connector = connector;
    this.#options = options;
  }

  /** Passes chunks to `push`, and null at the end. */
  connect(push: (chunk: Buffer | null) => void): void {
    this.#push = push;
  }

  /** The reader accepts more. */
  want(): void {
    this.#isWanted = true;
    if (!this.#isResting) this.#give();
  }

  #give(): void {
    this.#isWanted = false;
    const { longestChunk, longestPauseMs, pauses } = this.#connector.feed;
    const { clock, onRested, random } = this.#options;
    const chunk = this.#bytes.subarray(this.#position, this.#position + 1 + random.whole(longestChunk));
    this.#position += chunk.length;
    this.#noteGiven();
    if (chunk.length > 0 && random.happens((pauses * chunk.length) / this.#bytes.length)) {
      this.#isResting = true;
      clock.after(1 + random.whole(longestPauseMs), () => {
        this.#isResting = false;
        onRested();
        if (this.#isWanted) this.#give();
      });
    }
    this.#push(chunk.length > 0 ? chunk : null);
  }

  #noteGiven(): void {
    for (;;) {
      const end = this.#itemEnd + (this.#lines[this.#itemsGiven]?.length ?? Infinity);
      if (end > this.#position) return;
      const item = this.#input[this.#itemsGiven];
      this.#itemsGiven += 1;
      this.#itemEnd = end;
      const { cutAt = Infinity, onGiven } = this.#options;
      if (item && this.#itemsGiven <= cutAt) onGiven(item);
    }
  }
}

/** Half of the last line. */
function cutOff(lines: string): string {
  const start = lines.lastIndexOf("\n") + 1;
  return lines.slice(0, start + Math.ceil((lines.length - start) / 2));
}

function lineOf(item: InputItem): string {
  return item.type === "record" ? recordLine(item) : item.line;
}
