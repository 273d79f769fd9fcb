import type { Logger } from "airbyte-cdk-typescript";
import { listNames } from "./column-names.ts";

/** A stream's records may have any number of columns. */
const MAX_NOTED = 1000;
/** Names that warehouses and connectors give to a column that marks deleted rows. */
const DELETION_MARK = /^_?(?:is_?)?(?:fivetran_)?deleted(?:_?(?:at|on|date))?$/i;

/** Columns of one stream that are not written. One warning names them together, each once. */
export class LeftOutColumns {
  readonly #stream: string;
  readonly #logger: Logger;
  readonly #noted = new Set<string>();
  /** Columns that no warning has named yet, by reason. */
  #unreported = new Map<string, string[]>();

  constructor(stream: string, logger: Logger) {
    this.#stream = stream;
    this.#logger = logger;
  }

  /** `why` continues a sentence that begins with the columns. */
  note(column: string, why: string): void {
    if (this.#noted.has(column) || this.#noted.size >= MAX_NOTED) return;
    this.#noted.add(column);
    this.#unreported.set(why, [...(this.#unreported.get(why) ?? []), column]);
  }

  report(): void {
    if (this.#unreported.size === 0) return;
    const reasons = [...this.#unreported].map(([why, columns]) => `${listNames(columns)} (${why})`);
    const marks = [...this.#unreported.values()].flat().filter((column) => DELETION_MARK.test(column));
    this.#unreported = new Map();
    this.#logger.warn(
      `These columns of the stream "${this.#stream}" are not written: ${reasons.join("; ")}.${hint(marks)}`,
    );
  }
}

function hint(marks: readonly string[]): string {
  if (marks.length === 0) return "";
  return ` To have ${listNames(marks)} mark records as deleted, name the column in "deleted_when" of the stream's entry.`;
}
