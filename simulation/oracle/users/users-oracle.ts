import { serialIn } from "../../scenario/draw-people.ts";
import { keysInRequest } from "../named-keys.ts";
import type { ObjectOracle } from "../object-oracle.ts";
import { WHEN_DISTURBED } from "../when-disturbed.ts";
import { comparableUsers } from "./final-users.ts";
import { hasFollowUp } from "./follow-up.ts";
import { lastWriterOf, usersOfRecord } from "./held-users.ts";
import { ReferenceUsers } from "./reference-users.ts";
import { idKey, keysOfUser } from "./user-keys.ts";

export const USERS_ORACLE: ObjectOracle = {
  jobType: /user/i,
  serialOfRow: (row) => serialIn(row["notes"]),
  keysInRequest: (url, body) => keysInRequest(url, body),
  keysIn: keysOfUser,
  keysOfId: (id, { users }) => {
    const user = users.byId(Number(id));
    return [idKey(id), user?.externalId ?? "", ...(user?.identities ?? []).map(({ value }) => value)];
  },
  heldBy: (record, { users }) => usersOfRecord(record, users).map((user) => ({ lastWriter: lastWriterOf(user) })),
  hasFollowUp,
  ownReasons: [],
  whenDisturbed: WHEN_DISTURBED,
  whenChangedByOthers: {
    upsert: { effects: ["created", "updated"], reasons: ["missing_required_field", "duplicate_value"] },
    insert: { effects: ["created"], reasons: ["already_exists", "duplicate_value"] },
    update: { effects: ["updated"], reasons: ["not_found", "duplicate_value"] },
    delete: { effects: ["deleted", "unchanged"], reasons: [] },
  },
  reference: (client, outcomes) => new ReferenceUsers(client, outcomes),
  comparable: comparableUsers,
};
