import type { DestinationOutput } from "airbyte-cdk-typescript/testing";

/** Shorter texts occur in ordinary words. */
const SHORTEST = 6;
/** Up to this many values are searched for one by one, because indexing the output takes longer. */
const FEW = 300;
/** Distinct values to remember. The records of the large tests differ only in a number. */
const MOST = 200_000;

/** Private values that a run was given, to search for in its output. */
export class SentValues {
  readonly #values = new Set<string>();
  readonly #columns = new Set<string>();

  /**
   * Notes each value of the records in these lines of input. Tests of lines that are not JSON must check for
   * themselves.
   */
  note(lines: readonly string[]): void {
    for (const line of lines) {
      if (this.#values.size >= MOST) return;
      const data = dataOf(line);
      if (data) this.#noteLeaves(data);
    }
  }

  /** Throws if one of the values was printed. */
  expectUnprinted(output: DestinationOutput, stderr: string, named: readonly unknown[]): void {
    const leaked = this.#printedIn(output, stderr, named);
    if (leaked.length === 0) return;
    throw new Error(`The connector printed values of records: ${leaked.slice(0, 10).join(" | ")}`);
  }

  /**
   * The values that occur on stderr, or on stdout outside the states, which are echoed. `named`: what the run was given
   * about streams, columns and settings, which it may all name.
   */
  #printedIn({ lines, stateLines }: DestinationOutput, stderr: string, named: readonly unknown[]): readonly string[] {
    const states = new Set(stateLines);
    const printed = [...lines.filter((line) => !states.has(line)), stderr].join("\n").toLowerCase();
    const names = JSON.stringify([named, [...this.#columns]]).toLowerCase();
    const starts = this.#values.size > FEW ? startsIn(printed) : undefined;
    return [...this.#values].filter(
      (value) => starts?.has(value.slice(0, SHORTEST)) !== false && printed.includes(value) && !names.includes(value),
    );
  }

  /** A loop, because tests nest values more deeply than the stack allows. */
  #noteLeaves(root: unknown): void {
    const values = [root];
    for (const value of values) {
      if (typeof value === "object" && value !== null) {
        for (const key of Array.isArray(value) ? [] : Object.keys(value)) this.#columns.add(key);
        for (const item of Object.values(value)) values.push(item);
      } else if (typeof value === "string" || typeof value === "number") {
        // As it stands in a line of JSON, regardless of case, because Zendesk and the rules change the case.
        const text = JSON.stringify(String(value)).slice(1, -1).toLowerCase();
        if (text.length >= SHORTEST) this.#values.add(text);
      }
    }
  }
}

function startsIn(text: string): ReadonlySet<string> {
  const starts = new Set<string>();
  for (let index = 0; index < text.length; index++) starts.add(text.slice(index, index + SHORTEST));
  return starts;
}

function dataOf(line: string): object | undefined {
  if (!line.includes('"RECORD"')) return undefined;
  try {
    const { record } = JSON.parse(line) as { record?: { data?: object } };
    return record?.data;
  } catch {
    return undefined;
  }
}
