interface ListedOption {
  readonly name: string;
  readonly value: string;
}

/** The options of a field as one text: an account may have 500,000, which would take 60 MB as objects. */
export class PackedOptions implements Iterable<ListedOption> {
  readonly #json: string;

  constructor(options: readonly ListedOption[]) {
    this.#json = JSON.stringify(options.map(({ name, value }) => ({ name, value })));
  }

  *[Symbol.iterator](): Iterator<ListedOption> {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the text was written above
    yield* JSON.parse(this.#json) as readonly ListedOption[];
  }
}
