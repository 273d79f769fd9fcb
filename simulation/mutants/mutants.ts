/** A bug put in on purpose: what the simulation must find. */
export interface Mutant {
  readonly name: string;
  /** What is wrong with it, for people. */
  readonly bug: string;
  /** Below the repository's root. */
  readonly file: string;
  /** Text that is in the file once. */
  readonly find: string;
  readonly replace: string;
}

export const mutants: readonly Mutant[] = [
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
    name: "unknown-is-written",
    bug: "a row of which its job says nothing counts as written",
    file: "src/objects/users/row-outcome.ts",
    find: '    case "unknown":\n      return undefined;',
    replace: '    case "unknown":\n      return { kind: "written", effect: "updated" };',
  },
  {
    name: "merged-counted-once",
    bug: "of records merged into one row, only the last is counted",
    file: "src/sync/queue-entry.ts",
    find: "writes: [...entry.writes, write],",
    replace: "writes: [write],",
  },
  {
    name: "failed-row-is-written",
    bug: "a row that its job names as failed counts as written",
    file: "src/objects/users/row-outcome.ts",
    find: '    case "failed":\n      return refused(result, mode, evidence);',
    replace: '    case "failed":\n      return { kind: "written", effect: "updated" };',
  },
  {
    name: "no-order-within-a-person",
    bug: "a person's next record does not wait for the one in flight",
    file: "src/sync/write-queue.ts",
    find: "if (!first || lane.inFlight > 0) {",
    replace: "if (!first) {",
  },
  {
    name: "insert-repeated-blindly",
    bug: "an insert with an unknown outcome is sent again without a look-up",
    file: "src/objects/users/bulk-writer.ts",
    find: 'isRepeatable: route === "create_or_update_many" || route === "update_many",',
    replace: "isRepeatable: true,",
  },
  {
    name: "reject-settled-before-stored",
    bug: "a rejected record is settled before it is on the disk",
    file: "src/rejects/rejected-records.ts",
    find: "await store.append(group.stream, group.lines);",
    replace: "store.append(group.stream, group.lines).catch(() => {});",
  },
  {
    name: "no-wait-at-the-start",
    bug: "jobs that a killed sync left behind are not waited for",
    file: "src/sync/batch-writer.ts",
    find: "await this.#options.earlierJobsEnded;",
    replace: "",
  },
  {
    name: "no-wait-before-a-repetition",
    bug: "a job whose answer was lost is not waited for before its records are sent again",
    file: "src/zendesk/bulk-job.ts",
    find: "beforeRepeat: () => unfollowed.ended(request.signal),",
    replace: "beforeRepeat: () => Promise.resolve(),",
  },
  {
    name: "half-job-is-whole",
    bug: "the results of a job that failed are read as if it had completed",
    file: "src/zendesk/job-results.ts",
    find: "if (!Array.isArray(results)) return matched;",
    replace: 'if (!Array.isArray(results)) return rows.map(() => ({ kind: "updated", id: undefined }));',
  },
  {
    name: "share-ignored",
    bug: "requests are not held back to the connector's share",
    file: "src/zendesk/request-budget.ts",
    find: "const wait = Math.ceil(this.#waitMs(kind, now));",
    replace: "const wait = 0 * Math.ceil(this.#waitMs(kind, now));",
  },
  {
    name: "agents-deleted",
    bug: "a record may delete an agent",
    file: "src/objects/users/decide.ts",
    find: 'if (user.role === "end-user") return undefined;',
    replace: 'if (user.role !== "nobody") return undefined;',
  },
  {
    name: "ignored-deletion-is-written",
    bug: "a record marked deleted is written as if it lived",
    file: "src/sync/record-mapper.ts",
    find: 'if (isDeleted && plan.mode !== "delete" && settings.deletedRecords === "ignore") return { kind: "ignored" };',
    replace: "",
  },
  {
    name: "merged-across-keys",
    bug: "records with differing keys are merged",
    file: "src/objects/users/user-row.ts",
    find: "return after === undefined || before === after;",
    replace: "return true;",
  },
  {
    name: "value-in-the-log",
    bug: "a rejected record is logged",
    file: "src/sync/zendesk-sink.ts",
    find: "settlement.reject(record, route.plan.object.name, mapped.rejection);",
    replace:
      "settlement.reject(record, route.plan.object.name, mapped.rejection);\n        this.#parts.sync.logger.info(JSON.stringify(record.data));",
  },
];

export function mutantNamed(name: string): Mutant {
  const mutant = mutants.find((candidate) => candidate.name === name);
  if (mutant) return mutant;
  throw new Error(`There is no mutant "${name}": choose one of ${mutants.map((each) => each.name).join(", ")}.`);
}
