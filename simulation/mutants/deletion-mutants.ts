import type { Mutant } from "./mutant.ts";

const PERMANENTLY = "integration_tests/objects/users/permanent-deletion.test.ts";

/** Deletions of the wrong things, and deletions that are not finished. */
export const DELETION_MUTANTS: readonly Mutant[] = [
  {
    name: "permanent-deletion-of-anyone",
    bug: "users whom the sync has not deleted are to be deleted permanently",
    file: "src/objects/write/permanent-deletion.ts",
    find: 'held && deleted?.kind === "written" ?',
    replace: "held && deleted !== undefined ?",
    test: PERMANENTLY,
  },
  {
    name: "permanent-deletion-forgotten",
    bug: "a user is not deleted permanently if Zendesk does not say at first whether it deleted the user",
    file: "src/objects/write/earlier-deletions.ts",
    find: "if (held) this.#asked.set(row, held.id);",
    replace: "",
    test: PERMANENTLY,
  },
  {
    name: "closed-tickets-taken-for-open",
    bug: "a user who is not deleted for another reason is said to have open tickets, although all are closed",
    file: "src/zendesk/resources/tickets.ts",
    find: 'each.tickets.some(({ status }) => status !== "closed")',
    replace: "each.tickets.length > 0",
    test: "integration_tests/objects/users/open-tickets.test.ts",
  },
  {
    name: "marked-parents-deleted",
    bug: "records that are marked as deleted delete custom object records with their children",
    file: "src/sync/mapping/plan-in-account.ts",
    find: 'if (mode !== "delete" && deleted_records !== "soft_delete") continue;',
    replace: 'if (mode !== "delete") continue;',
    test: "integration_tests/objects/custom-objects/delete-children.test.ts",
  },
  {
    name: "deleted-for-30-days",
    bug: "users who should be deleted permanently are only deleted",
    file: "src/objects/write/permanent-deletion.ts",
    find: 'return held && deleted?.kind === "written" ? [{ row, held, deleted }] : [];',
    replace: "return held && deleted ? [] : [];",
  },
];
