import type { Mutant } from "./mutant.ts";

/** Bugs in what reads the files of earlier syncs. */
export const UNDO_MUTANTS: readonly Mutant[] = [
  {
    name: "undo-of-the-touched",
    bug: "an undo deletes what someone changed before the sync noticed that it was created",
    file: "src/undo/judge-created.ts",
    find: "return !isBySync || holdsMore(held, thing, read);",
    replace: "return false;",
    test: "src/undo/judge-created.test.ts",
  },
  {
    name: "undo-of-the-used",
    bug: "an undo deletes organizations that others have added users to",
    file: "src/undo/judge-created.ts",
    find: "members.some((id) => !memberships.has(held.id, id))",
    replace: "members.some((id) => memberships.has(id, held.id))",
    test: "src/undo/judge-created.test.ts",
  },
  {
    name: "undo-goes-forward",
    bug: "an undo begins with the first change, so a key that it puts back may still be another thing's",
    file: "src/undo/changed-things.ts",
    find: "b.changedAt - a.changedAt || b.sequence - a.sequence",
    replace: "a.changedAt - b.changedAt || a.sequence - b.sequence",
    test: "src/undo/changed-things.test.ts",
  },
  {
    name: "replay-file-by-file",
    bug: "a replay prints the records of one stream after those of another, whichever came first",
    file: "src/replay/rejected-places.ts",
    find: "one.start - other.start || one.line - other.line",
    replace: "one.start - other.start",
    test: "src/replay/print-rejected.test.ts",
  },
  {
    name: "change-log-not-awaited",
    bug: "a state is returned before the line of a change is stored",
    file: "src/rejects/rejected-records.ts",
    find: 'this.#add({ stream, kind: "changes", line: changedRecordLine(stream, change), onStored }, this.#store);',
    replace:
      'onStored();\n    this.#add({ stream, kind: "changes", line: changedRecordLine(stream, change), onStored: () => {} }, this.#store);',
    test: "src/rejects/rejected-records.test.ts",
  },
];
