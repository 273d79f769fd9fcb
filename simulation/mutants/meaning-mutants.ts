import type { Mutant } from "./mutant.ts";

/** Records that are taken for something else than they say, or told to whoever reads the log. */
export const meaningMutants: readonly Mutant[] = [
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
    file: "src/sync/mapping/record-mapper.ts",
    find: 'if (isDeleted && plan.mode !== "delete" && settings.deletedRecords === "ignore") return { kind: "ignored" };',
    replace: "",
  },
  {
    name: "value-in-the-log",
    bug: "a rejected record is logged",
    file: "src/sync/zendesk-sink.ts",
    find: "settlement.reject(record, route.plan.object.name, mapped.rejection);",
    replace:
      "settlement.reject(record, route.plan.object.name, mapped.rejection);\n        this.#parts.sync.logger.info(JSON.stringify(record.data));",
  },
  {
    name: "blank-mark-deletes",
    bug: "a column of deletions that is blank marks a record as deleted",
    file: "src/sync/mapping/deletion-mark.ts",
    find: "return !NO.has(text) && !isPlaceholder(text) && Number(text) !== 0;",
    replace: "return true;",
  },
  {
    name: "lost-null-clears",
    bug: "a null that the source made because it lost the value empties the field",
    file: "src/sync/mapping/record-mapper.ts",
    find: 'change === "NULLED"',
    replace: 'change === "TRUNCATED"',
  },
  {
    name: "team-unprotected",
    bug: "a record may write to an agent",
    file: "src/objects/users/team-protection.ts",
    find: "return row.identities.some((identity) => team.identities.has(identity));",
    replace: "return false;",
  },
  {
    name: "organization-keys-mixed-up",
    bug: "an organization is remembered by its key without the column of the key",
    file: "src/objects/users/organization-directory.ts",
    find: "return `${column}:",
    replace: "return `${column.slice(99)}:",
  },
  {
    name: "secondary-address-missed",
    bug: "a user is not found by a secondary address",
    file: "src/objects/users/find-users.ts",
    find: 'return column === "email" && hasAddress',
    replace: 'return column !== "email" && hasAddress',
    test: "src/objects/users/find-users.test.ts",
  },
  {
    name: "organization-replaced",
    bug: "an organization that is to be added ends all other memberships",
    file: "src/objects/users/user-payload.ts",
    find: 'if (organizationMode === "replace" || mode === "insert")',
    replace: 'if (organizationMode !== "replace" || mode === "insert")',
  },
  {
    name: "broken-keys-taken",
    bug: "a key with a character that could not be read is taken",
    file: "src/fields/keys.ts",
    find: '|| key.includes("\\uFFFD")',
    replace: "",
    test: "src/fields/keys.test.ts",
  },
  {
    name: "columns-joined-reversed",
    bug: "columns that are joined come in the wrong order",
    file: "src/sync/mapping/joined-columns.ts",
    find: 'parts.join(" ")',
    replace: 'parts.toReversed().join(" ")',
  },
  {
    name: "one-deletion-too-many",
    bug: "a sync deletes one user more than it may",
    file: "src/objects/deletion-allowance.ts",
    find: "if (this.#count >= this.#most) return false;",
    replace: "if (this.#count > this.#most) return false;",
    test: "src/objects/deletion-allowance.test.ts",
  },
];
