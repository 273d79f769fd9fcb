import type { Mutant } from "./mutant.ts";

/** States that leave too early, in another order, or changed. */
export const STATE_MUTANTS: readonly Mutant[] = [
  {
    name: "state-one-record-early",
    bug: "a state is emitted before all of its records are settled",
    file: "packages/airbyte-cdk-typescript/src/checkpoint-ledger.ts",
    find: "if (tally.unsettled === 0 && tally.checkpoint !== undefined)",
    replace: "if (tally.unsettled === 1 && tally.checkpoint !== undefined)",
  },
  {
    name: "states-out-of-order",
    bug: "a state does not wait for the one before it",
    file: "packages/airbyte-cdk-typescript/src/checkpoint-ledger.ts",
    find: "if (predecessor !== undefined && !predecessor.hasLeft) {",
    replace: "if (predecessor !== undefined && predecessor.hasLeft) {",
  },
  {
    name: "state-rewritten",
    bug: "a state is parsed and serialized again, which changes its bytes",
    file: "packages/airbyte-cdk-typescript/src/state-message.ts",
    find: "return Buffer.concat([line.subarray(0, start), Buffer.from(text), line.subarray(end)]);",
    replace:
      "return Buffer.from(\n    JSON.stringify(\n      JSON.parse(Buffer.concat([line.subarray(0, start), Buffer.from(text), line.subarray(end)]).toString()),\n    ),\n  );",
  },
  {
    name: "flush-never-comes",
    bug: "nothing is ever flushed: partly filled batches wait for the end of the input",
    file: "packages/airbyte-cdk-typescript/src/sync.ts",
    find: "}, this.#options.flushIntervalMs / 2);",
    replace: "}, 2 ** 31 - 1);",
  },
  {
    name: "unlisted-state-at-once",
    bug: "a state of a stream that is not in the catalog does not wait for any records",
    file: "packages/airbyte-cdk-typescript/src/sync.ts",
    find: "this.#ledger.state(Buffer.from(line), this.#listed(message.stream));",
    replace: "this.#ledger.state(Buffer.from(line), message.stream);",
  },
  {
    name: "cut-line-is-garbage",
    bug: "a message that was cut off is ignored, like a line that is not a message",
    file: "packages/airbyte-cdk-typescript/src/input-message.ts",
    find: 'if (text.startsWith("{")) {',
    replace: 'if (text.startsWith("{{")) {',
  },
  {
    name: "states-of-a-dry-run",
    bug: "a dry run returns states",
    file: "src/destination.ts",
    find: "  sync.withholdStates();\n",
    replace: "",
  },
  {
    name: "null-namespace-is-another",
    bug: "a null namespace differs from a missing one",
    file: "packages/airbyte-cdk-typescript/src/stream-key.ts",
    find: "namespace === undefined || namespace === null ||",
    replace: "namespace === undefined ||",
  },
];
