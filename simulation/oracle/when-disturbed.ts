import type { ObjectOracle } from "./object-oracle.ts";

/** For things that need a name to be created. An upsert that follows a deletion may lack it. */
export const WHEN_DISTURBED: ObjectOracle["whenDisturbed"] = {
  upsert: { effects: ["created", "updated"], reasons: ["missing_required_field"] },
  insert: { effects: ["created"], reasons: ["already_exists", "duplicate_value"] },
  update: { effects: ["updated"], reasons: [] },
  delete: { effects: ["deleted", "unchanged"], reasons: [] },
  ignored: { effects: [], reasons: [] },
};
