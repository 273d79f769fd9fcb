import { ConfigError } from "airbyte-cdk-typescript";
import { counted } from "../text/counted.ts";
import type { StoredLine } from "./stored-files.ts";

const MAX_NAMED = 20;

/** Lines that a command cannot use. Their places are named, never what they contain. */
export class SkippedLines {
  readonly #tell: (text: string) => void;
  #count = 0;

  constructor(tell: (text: string) => void) {
    this.#tell = tell;
  }

  /** `why` continues "line 7 …". */
  add({ file, number }: Pick<StoredLine, "file" | "number">, why: string): void {
    this.#count += 1;
    if (this.#count <= MAX_NAMED) this.#tell(`${file}, line ${number}, ${why}. It was skipped.`);
  }

  /** Throws `ConfigError` if there are any. */
  conclude(): void {
    if (this.#count === 0) return;
    const places = this.#count > MAX_NAMED ? `the first ${MAX_NAMED} places are on stderr` : "the places are on stderr";
    throw new ConfigError(
      `${counted(this.#count, "line")} could not be used and ${this.#count === 1 ? "was" : "were"} skipped; ${places}. ` +
        "Everything else was printed. Correct these lines and run the command again, or find their records at the source.",
    );
  }
}
