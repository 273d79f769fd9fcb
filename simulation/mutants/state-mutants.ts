import type { Mutant } from "./mutant.ts";

/** States that leave too early, in another order, or changed. */
export const stateMutants: readonly Mutant[] = [
  {
    name: "state-one-record-early",
    bug: "a state leaves while one of its records is unsettled",
    file: "packages/airbyte-cdk-typescript/src/checkpoint-ledger.ts",
    find: "if (tally.unsettled === 0 && tally.checkpoint !== undefined) {",
    replace: "if (tally.unsettled === 1 && tally.checkpoint !== undefined) {",
  },
  {
    name: "states-out-of-order",
    bug: "a state does not wait for the one before it",
    file: "packages/airbyte-cdk-typescript/src/checkpoint-ledger.ts",
    find: "if (predecessor !== undefined && !predecessor.left) {",
    replace: "if (predecessor !== undefined && predecessor.left) {",
  },
  {
    name: "state-rewritten",
    bug: "a state is read and written anew, which changes its bytes",
    file: "packages/airbyte-cdk-typescript/src/state-message.ts",
    find: "return Buffer.concat([line.subarray(0, start), Buffer.from(text), line.subarray(end)]);",
    replace:
      "return Buffer.from(\n    JSON.stringify(\n      JSON.parse(Buffer.concat([line.subarray(0, start), Buffer.from(text), line.subarray(end)]).toString()),\n    ),\n  );",
  },
  {
    name: "flush-never-comes",
    bug: "a flush that never comes: part-filled batches wait for the end of the input",
    file: "packages/airbyte-cdk-typescript/src/sync.ts",
    find: "}, this.#options.flushIntervalMs / 2);",
    replace: "}, 2 ** 31 - 1);",
  },
];
