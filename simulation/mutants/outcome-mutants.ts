import type { Mutant } from "./mutant.ts";

/** Records that are reported with the wrong outcome. */
export const OUTCOME_MUTANTS: readonly Mutant[] = [
  {
    name: "unknown-is-written",
    bug: "a row without a result in its job counts as written",
    file: "src/objects/write/row-outcome.ts",
    find: '    case "unknown":\n      return undefined;',
    replace: '    case "unknown":\n      return { kind: "written", effect: "updated" };',
  },
  {
    name: "failed-row-is-written",
    bug: "a row that its job reports as failed counts as written",
    file: "src/objects/write/row-outcome.ts",
    find: '    case "failed":\n      return failedOutcome(result, purpose, evidence);',
    replace: '    case "failed":\n      return { kind: "written", effect: "updated" };',
  },
  {
    name: "merged-counted-once",
    bug: "only the last of several records merged into one row is counted",
    file: "src/sync/delivery/queue-entry.ts",
    find: "writes: [...entry.writes, write],",
    replace: "writes: [write],",
  },
  {
    name: "half-job-is-whole",
    bug: "a failed job is treated as if it had completed",
    file: "src/zendesk/jobs/job-results.ts",
    find: "if (!Array.isArray(results)) return matched;",
    replace: 'if (!Array.isArray(results)) return rows.map(() => ({ kind: "updated", id: undefined }));',
  },
  {
    name: "reject-settled-before-stored",
    bug: "a rejected record is settled before it is on disk",
    file: "src/rejects/rejected-records.ts",
    find: "await store.append(group.stream, group.lines, group.kind);",
    replace: "store.append(group.stream, group.lines, group.kind).catch(() => {});",
  },
  {
    name: "created-counted-as-updated",
    bug: "a record that was created counts as updated",
    file: "src/objects/write/row-outcome.ts",
    find: "effect: result.kind, zendeskId",
    replace: 'effect: result.kind === "created" ? "updated" : result.kind, zendeskId',
  },
  {
    name: "unchanged-counted-as-deleted",
    bug: "a deletion of a user who does not exist counts as deleted",
    file: "src/objects/write/preflight.ts",
    find: 'effect: wasSubmitted(row) ? "deleted" : "unchanged"',
    replace: 'effect: "deleted"',
  },
  {
    name: "wrong-reason",
    bug: "a record that is not found is rejected for a missing field",
    file: "src/objects/write/rejections.ts",
    find: 'reason: "not_found",',
    replace: 'reason: "missing_required_field",',
  },
  {
    name: "sent-is-assumed",
    bug: "every row is treated as sent before",
    file: "src/sync/delivery/batch-delivery.ts",
    find: "const wasSubmitted = (row: Row): boolean => this.#submitted.has(row);",
    replace: "const wasSubmitted = (_row: Row): boolean => true;",
  },
  {
    name: "verdict-never-given",
    bug: "a sync succeeds although all records of a stream are rejected",
    file: "src/sync/outcomes/mapping-breaker.ts",
    find: "if (trial.rejectedFirst < FEWEST_FOR_A_VERDICT) {",
    replace: "if (trial.rejectedFirst < FIRST_RECORDS) {",
  },
  {
    name: "gone-meanwhile",
    bug: "a user who was deleted before the job ran is not looked up again",
    file: "src/objects/write/explain-failures.ts",
    find: "if (!listed.found.has(String(heldId))) outcomes.set",
    replace: "if (listed.found.size < 0) outcomes.set",
  },
  {
    name: "any-user-is-own",
    bug: "any user who has the key of an insert that was sent before counts as created by it",
    file: "src/objects/write/preflight.ts",
    find: "return changedColumns({ ...draft, values }, comparison).length === 0;",
    replace: "return changedColumns({ ...draft, values }, comparison).length >= 0;",
  },
];
