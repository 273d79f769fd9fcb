import { objectRules } from "../../../fields/object-rules.ts";
import { usersWith } from "../../../objects/users/test-support/users-with.ts";
import { type MappedRecord, RecordMapper } from "../record-mapper.ts";
import type { StreamPlan } from "../stream-plan.ts";

const users = usersWith();
const rules = objectRules(
  users.columns,
  "user_fields",
  [
    { key: "plan", type: "text", title: "Plan", active: true },
    { key: "360001", type: "text", title: "Order number", alias: "Order number", active: true },
    { key: "360002", type: "text", title: "Twin", alias: "Twin", active: true },
    { key: "360003", type: "text", title: "Twin", alias: "Twin", active: true },
  ],
  { phoneCountry: "US", usStateFields: [], decimalPlaces: 2 },
);

export function mapperFor(
  plan: Partial<StreamPlan>,
  settings: object = {},
): { mapper: RecordMapper; logged: string[] } {
  const logged: string[] = [];
  const log = (message: string): void => void logged.push(message);
  const mapper = new RecordMapper({
    plan: {
      stream: { name: "people", json_schema: {} },
      object: users,
      mode: "upsert",
      matchingKey: undefined,
      mapping: undefined,
      deletedWhen: undefined,
      ...plan,
    },
    rules,
    settings: { nullHandling: "ignore", onInvalidValue: "reject_record", deletedRecords: "ignore", ...settings },
    logger: { debug: log, info: log, warn: log, error: log, redact: () => {} },
    onDropped: (field) => logged.push(`dropped ${field}`),
  });
  return { mapper, logged };
}

/** A row with default parts. */
export function flat(mapped: MappedRecord) {
  return mapped.kind === "mapped" ? { ...mapped, ...mapped.row } : mapped;
}

/** What becomes of one record. */
export const map = (data: object, plan: Partial<StreamPlan> = {}, settings: object = {}) =>
  flat(mapperFor(plan, settings).mapper.map({ data: { ...data }, changes: [] }));
