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
    file: "src/sync/record-mapper.ts",
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
];
